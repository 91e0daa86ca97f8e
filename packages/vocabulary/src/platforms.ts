import type { Word } from './word.ts';

/** Operating systems, as Node names them; a page in a browser is not told which one it runs on. */
export const platforms = [
  { id: 'linux', title: 'Linux', words: 'Linux' },
  { id: 'darwin', title: 'macOS', words: 'macOS' },
  { id: 'win32', title: 'Windows', words: 'Windows' },
  { id: 'freebsd', title: 'FreeBSD', words: 'FreeBSD' },
  { id: 'android', title: 'Android', words: 'Android' },
  { id: 'browser', title: 'a browser', words: 'A page in a browser, on whatever system' },
  { id: 'other', title: 'another system', words: 'A system without a name here' },
] as const satisfies readonly Word[];

export type Platform = (typeof platforms)[number]['id'];
