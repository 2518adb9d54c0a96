// Files dropped anywhere on the page go into the form of the page.

const form = document.querySelector("form.drop");
const input = form.querySelector("input[type=file]");

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) form.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  form.submit();
});
input.addEventListener("change", () => input.files.length && form.submit());
