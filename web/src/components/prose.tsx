import type { Word } from '@ridgeline/vocabulary/word';
import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ProseName, ProsePlace, ProseTexts } from '../content/prose.ts';

interface ProseProps<Name extends ProseName> {
  readonly name: Name;
  readonly texts: ProseTexts;
  /** What stands at each place of the text. */
  readonly places: Readonly<Record<ProsePlace<Name>, Child>>;
}

/** A text of `content/`, with its places filled. */
export function Prose<Name extends ProseName>({ name, places, texts }: ProseProps<Name>) {
  const filled: Readonly<Record<string, Child>> = places;
  return (
    <article class="prose">
      {texts[name].map((part) => (typeof part === 'string' ? raw(part) : filled[part.place]))}
    </article>
  );
}

function sentence(words: string): string {
  const [first = '', ...others] = words;
  return `${first.toUpperCase()}${others.join('')}${words.endsWith('.') ? '' : '.'}`;
}

interface WordListProps<W extends Word> {
  readonly words: readonly W[];
  /** The name of a word, where it is more than its title. */
  label?(word: W): Child;
}

/** A vocabulary with its words and remedies. */
export function WordList<W extends Word>({
  label = ({ title }) => title,
  words,
}: WordListProps<W>) {
  return (
    <dl>
      {words.map((word) => (
        <div id={word.id}>
          <dt>{label(word)}</dt>
          <dd>
            {sentence(word.words)}
            {word.remedy !== undefined && ` ${sentence(word.remedy)}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
