import type { LeaderboardEntry } from '@ridgeline/schema/responses';
import { html } from 'hono/html';

/** Widths of a text in a typical sans-serif at 11 px. */
const characterWidth = 6.6;
const padding = 10;

function speedText(entry: LeaderboardEntry | undefined): string {
  const speed = entry?.prediction?.decode?.throughputTokensPerSecond.value;
  if (entry === undefined || speed === undefined) return 'no prediction';
  const digits = speed < 10 ? 1 : 0;
  return `≈ ${speed.toFixed(digits)} tokens/s, predicted (${entry.evidence ?? entry.basis})`;
}

/** A badge for a device: what it is predicted to do for a workload, and on which basis. */
export function badgeSvg(entry: LeaderboardEntry | undefined, name: string): string {
  const [left, right] = [name, speedText(entry)];
  const [leftWidth, rightWidth] = [left, right].map((text) =>
    Math.round(text.length * characterWidth + 2 * padding),
  ) as [number, number];
  const width = leftWidth + rightWidth;
  const label = `${left}: ${right}`;
  return String(html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}">
<title>${label}</title>
<rect width="${leftWidth}" height="20" fill="#333"/>
<rect x="${leftWidth}" width="${rightWidth}" height="20" fill="#005a8f"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="${padding}" y="14" textLength="${leftWidth - 2 * padding}">${left}</text>
<text x="${leftWidth + padding}" y="14" textLength="${rightWidth - 2 * padding}">${right}</text>
</g>
</svg>
`);
}
