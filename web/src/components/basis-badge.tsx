import { type Basis, bases } from '@ridgeline/vocabulary/bases';
import { wordOf } from '@ridgeline/vocabulary/word';

/** The mark of a basis: a shape of its own, so that colour is not needed to tell them apart. */
export function BasisMark({ basis }: { basis: Basis }) {
  return (
    <svg class={`mark mark-${basis}`} viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      {basis === 'measured' && <circle cx="6" cy="6" r="4.5" />}
      {basis === 'published' && <path d="M6 .8 11.2 6 6 11.2.8 6Z" />}
      {basis === 'spec' && <rect x="1.8" y="1.8" width="8.4" height="8.4" />}
    </svg>
  );
}

/** Says what a figure or row rests on. */
export function BasisBadge({ basis }: { basis: Basis }) {
  const { title, words } = wordOf(bases, basis);
  return (
    <span class={`badge badge-${basis}`} title={words}>
      <BasisMark basis={basis} />
      {title}
    </span>
  );
}
