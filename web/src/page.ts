import type { Child } from 'hono/jsx';
import type { BoardApi } from './board-api.ts';
import type { ProseTexts } from './content/prose.ts';

/** What a page is rendered from: its address, the API and the site's texts. It reads nothing else. */
export interface PageInput {
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly api: BoardApi;
  readonly texts: ProseTexts;
}

/** A rendered page before the frame is put around it. */
export interface PageContent {
  /** Without the product's name. */
  readonly title: string;
  /** One sentence for search engines and link previews. */
  readonly description: string;
  readonly body: Child;
  readonly status?: 200 | 400 | 404 | 500 | 502 | 503;
  /** Address of the same content as JSON, when there is one. */
  readonly jsonHref?: string;
}

/** A page's content, whose title is the page's own unless it says more. */
type RenderedPage = Omit<PageContent, 'title'> & { readonly title?: string };

/** An address that a page answers: what tests of every page open. */
export interface PageExample {
  /** What it shows, in the names of tests. */
  readonly name: string;
  /** `{run}` and `{device}` stand for a run that was sent and for the device that it measured. */
  readonly address: `/${string}`;
  /** 200 unless told. */
  readonly status?: 400 | 404;
}

/** One page of the site. It renders HTML that works without JavaScript; it never stores anything. */
export interface Page {
  /** As Hono spells it: `/devices/:slug`. */
  readonly path: `/${string}`;
  /** Its title, and the text of links to it. */
  readonly title: string;
  /** Where each page links to it; in the order of the list of pages. */
  readonly nav: readonly ('header' | 'footer')[];
  readonly examples: readonly [PageExample, ...PageExample[]];
  /** Addresses that search engines are told, of a path with parameters; other paths are told as they are. */
  addresses?(): readonly string[];
  render(input: PageInput): Promise<RenderedPage> | RenderedPage;
}

/** Defines a page. */
export function definePage<const P extends Page>(page: P): P {
  return page;
}
