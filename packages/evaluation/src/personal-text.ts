const personal = [
  /(?<![0-9a-f])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-f])/i,
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i,
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/,
  /[^\s@]+@[^\s@]+\.[a-z]{2,}/i,
  /\b(?:serial|s\/n|hostname)\b\s*[:=]/i,
];

/** Whether a text seems to name a person's machine or address; such texts are not published. */
export function looksPersonal(text: string): boolean {
  return personal.some((pattern) => pattern.test(text));
}
