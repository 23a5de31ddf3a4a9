/* Without this script each row is selected by itself. With it one box in the head of a table selects all of its page. */
for (const all of document.querySelectorAll("input[data-select-all]")) {
  const rows = [...all.form.elements].filter((one) => one.type === "checkbox" && one.name === all.dataset.selectAll);
  const tell = () => {
    const number = rows.filter((one) => one.checked).length;
    all.checked = number === rows.length;
    all.indeterminate = number > 0 && !all.checked;
  };
  all.hidden = false;
  all.addEventListener("change", () => rows.forEach((one) => (one.checked = all.checked)));
  rows.forEach((one) => one.addEventListener("change", tell));
  tell();
}
