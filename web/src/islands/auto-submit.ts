/**
 * Sends a form as soon as a list of choices was changed with a pointer, and leaves empty fields out
 * of the address. With the keyboard a list changes at every step, so there the button decides.
 */
export function autoSubmit(): void {
  let isPointer = false;
  addEventListener('pointerdown', () => {
    isPointer = true;
  });
  addEventListener('keydown', () => {
    isPointer = false;
  });
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method="get"]')) {
    form.addEventListener('formdata', ({ formData }) => {
      for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
    });
    if (form.dataset.autoSubmit === undefined) continue;
    form.addEventListener('change', ({ target }) => {
      if (isPointer && target instanceof HTMLSelectElement) form.requestSubmit();
    });
  }
}
