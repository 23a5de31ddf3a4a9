/* Without this script the event's time stands alone, with its zone's name; the filters can add another zone.
   With it, where the reader's own clock differs, their time stands beside it. */
(() => {
  const language = document.documentElement.lang;
  const words = document.documentElement.dataset.yourTime || "%s";
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const named = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" });
  const day = new Intl.DateTimeFormat(language, { weekday: "short" });
  const told = (moment, date, format) => (date === moment.toDateString() ? "" : `${day.format(moment)} `) + format.format(moment);
  const show = () => {
    for (const time of document.querySelectorAll("time[data-local-time]")) {
      const box = time.parentElement;
      const there = /^(\d+)-(\d+)-(\d+)T.*([+-])(\d\d):(\d\d)$/.exec(time.dateTime);
      const starts = new Date(time.dateTime);
      if (!there || Number.isNaN(starts.getTime()) || box.querySelector(".local-time")) continue;
      const [, year, month, date, sign, hours, minutes] = there;
      if (-starts.getTimezoneOffset() === Number(`${sign}1`) * (hours * 60 + Number(minutes))) continue;
      const next = time.nextElementSibling;
      const ends = next?.matches("time") ? new Date(next.dateTime) : null;
      const first = told(starts, new Date(year, month - 1, date).toDateString(), ends ? clock : named);
      const line = document.createElement("span");
      line.className = "local-time local-time--own";
      line.textContent = words.replace("%s", ends ? `${first} – ${told(ends, starts.toDateString(), named)}` : first);
      box.append(" ", line);
    }
  };
  document.addEventListener("results", show);
  show();
})();
