/** Longest text that is taken for a name; the longest real ones (lspci, ANGLE) have half of it. */
const longestName = 300;

/** Characters that nobody sees: they must not make a name another one. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu;

/** The text as people see it: no invisible characters, plain spaces and dashes, no trademark signs. */
export function visibleText(text: string): string {
  return text
    .slice(0, 4 * longestName)
    .replace(/[\t\n\r\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(invisible, '')
    .replace(/[®™©]/g, ' ')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/ +/g, ' ')
    .trim();
}

/** Why a text cannot be a product's name, whatever it says; undefined when it may be one. */
export function unreadable(text: string): string | undefined {
  if (text.length > 4 * longestName || visibleText(text).length > longestName) {
    return `The name is longer than any product's (${longestName} characters).`;
  }
  const visible = visibleText(text);
  if (visible === '') return 'There is no name.';
  if (/[^\x20-\x7e]/.test(visible)) {
    return 'The name has letters outside ASCII, among which look-alikes hide.';
  }
  return undefined;
}
