/** Puts a button beside each command that copies it. */
export function copyCommands(): void {
  if (!('clipboard' in navigator)) return;
  for (const command of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    const text = command.textContent?.trim() ?? '';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${text}`);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    });
    command.after(button);
  }
}
