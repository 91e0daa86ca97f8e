import { Marked, type Token } from 'marked';
import {
  type ProseName,
  type ProsePart,
  type ProseTexts,
  prosePlaces,
} from '../src/content/prose.ts';

/** A text that cannot be rendered, with what to do about it. */
export class ProseError extends Error {}

function anchor(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

interface Definition {
  readonly term: string;
  readonly meaning: Token[];
}

const marked = new Marked({
  renderer: {
    // Sections can be linked to.
    heading({ depth, text, tokens }) {
      const id = depth === 1 ? '' : ` id="${anchor(text)}"`;
      return `<h${depth}${id}>${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
  },
  extensions: [
    {
      // As in PHP Markdown Extra: a term, and below it a colon and its meaning.
      name: 'definitions',
      level: 'block',
      start: (source) => /^[^\n]+\n: /m.exec(source)?.index,
      tokenizer(source) {
        const raw = /^(?:[^\n]+\n: [^\n]+(?:\n[^\n]+)*(?:\n+|$))+/.exec(source)?.[0];
        if (raw === undefined) return undefined;
        const items = raw
          .trim()
          .split(/\n{2,}/)
          .map((item) => {
            const [term = '', ...lines] = item.split('\n');
            const meaning = this.lexer.inlineTokens(
              lines.join('\n').replace(/^: /, '').replaceAll(/\n\s+/g, ' '),
            );
            return { term, meaning } satisfies Definition;
          });
        return { type: 'definitions', raw, items };
      },
      renderer(token) {
        const definitions: readonly Definition[] = token.items;
        const items = definitions.map(({ meaning, term }) => {
          const words = this.parser.parseInline(meaning);
          return `<div id="${anchor(term)}"><dt>${term}</dt><dd>${words}</dd></div>`;
        });
        return `<dl>${items.join('')}</dl>\n`;
      },
    },
  ],
});

function isProseName(name: string): name is ProseName {
  return Object.hasOwn(prosePlaces, name);
}

function splitPlaces(html: string): ProsePart[] {
  // A place that is a paragraph of its own stands for a block.
  const pieces = html.split(/<p>\{\{([^}]+)\}\}<\/p>|\{\{([^}]+)\}\}/);
  return pieces.flatMap((piece, index): ProsePart[] => {
    if (piece === undefined || piece === '') return [];
    return [index % 3 === 0 ? piece : { place: piece }];
  });
}

function renderProse(name: ProseName, markdown: string): ProsePart[] {
  const parts = splitPlaces(marked.parse(markdown, { async: false }));
  const known: readonly string[] = prosePlaces[name];
  const used = parts.flatMap((part) => (typeof part === 'string' ? [] : part.place));
  const wrong = [...known, ...used].find(
    (place) => !(known.includes(place) && used.includes(place)),
  );
  if (wrong === undefined) return parts;
  throw new ProseError(
    `The place {{${wrong}}} is ${used.includes(wrong) ? 'only in the text' : 'not in the text'} ` +
      `of content/${name}.md. Mend the text, or the places of "${name}" in src/content/prose.ts.`,
  );
}

/**
 * Render every text.
 * @param files Markdown by the name of its file
 * @throws ProseError when a text is unknown or missing, or when its places are not those of its page
 */
export function renderTexts(files: Readonly<Record<string, string>>): ProseTexts {
  const entries = Object.entries(files).map(([file, markdown]) => {
    const name = file.replace(/\.md$/, '');
    if (!isProseName(name)) {
      throw new ProseError(`No page shows content/${file}. Add it to src/content/prose.ts.`);
    }
    return [name, renderProse(name, markdown)] as const;
  });
  const texts: Partial<ProseTexts> = Object.fromEntries(entries);
  const missing = Object.keys(prosePlaces).find((name) => !Object.hasOwn(texts, name));
  if (missing !== undefined) throw new ProseError(`There is no content/${missing}.md.`);
  return texts as ProseTexts;
}
