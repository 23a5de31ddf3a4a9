// Without this the summary still stands first in the form, and each of its links leads to the control to correct.
document.querySelector("[data-error-summary]")?.focus();
