/* Without this script the event's time stands alone, with its zone's name.
   With it, where the reader's own clock differs, their time stands beside it. */
(() => {
  const language = document.documentElement.lang;
  const words = document.documentElement.dataset.yourTime || "";
  const own = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", weekday: "short", timeZoneName: "short" });
  for (const time of document.querySelectorAll("time[data-local-time]")) {
    const moment = new Date(time.dateTime);
    const offset = /([+-])(\d\d):(\d\d)$/.exec(time.dateTime);
    if (!offset || Number.isNaN(moment.getTime())) continue;
    const minutes = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
    if (-moment.getTimezoneOffset() === minutes) continue;
    const line = document.createElement("span");
    line.className = "local-time";
    line.textContent = words.replace("%s", own.format(moment));
    time.parentElement.append(line);
  }
})();
