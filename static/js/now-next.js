/* Without this script what is on and next is right when the page is opened, and stays as it was.
   With it the marks move as time passes, by the portal's clock. */
(() => {
  const panel = document.querySelector("[data-now-next]");
  if (!panel) return;
  const moment = (text) => new Date(text).getTime();
  const rows = [...panel.querySelectorAll("[data-until]")].map((row) => ({
    row, mark: row.querySelector("[data-mark]"), starts: moment(row.dataset.starts), until: moment(row.dataset.until),
  }));
  const show = () => {
    const now = Date.now() + panel.dataset.offset * 1000;
    const next = Math.min(...rows.map((one) => one.starts).filter((starts) => starts > now));
    let some = false;
    for (const { row, mark, starts, until } of rows) {
      const on = starts <= now && now < until;
      row.hidden = !on && starts !== next;
      row.classList.toggle("now__row--on", on);
      mark.textContent = on ? panel.dataset.on : panel.dataset.next;
      some ||= !row.hidden;
    }
    panel.hidden = !some || now < moment(panel.dataset.starts) || now >= moment(panel.dataset.ends);
  };
  show();
  setInterval(show, 5000);
})();
