import { findBrowser } from '@ridgeline/stack/browser';
import { type Browser, chromium } from 'playwright-core';

/** Undefined where no Chromium can be had: tests that need one are skipped by name. */
export const browserPath: string | undefined = findBrowser();

/** A headless Chromium; `extraArgs` switch on what a test needs beyond the default. */
export async function launchBrowser(extraArgs: readonly string[] = []): Promise<Browser> {
  if (browserPath === undefined) throw new Error('launchBrowser() without a Chromium');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...extraArgs,
    ],
  });
}
