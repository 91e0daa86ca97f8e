import type { Child } from 'hono/jsx';
import type { BoardApi } from './board-api.ts';

/** What a page is rendered from: its address and the API. It reads nothing else. */
export interface PageInput {
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly api: BoardApi;
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

/** One page of the site. It renders HTML that works without JavaScript; it never stores anything. */
export interface Page {
  /** As Hono spells it: `/devices/:slug`. */
  readonly path: string;
  render(input: PageInput): Promise<PageContent> | PageContent;
}

/** Defines a page. */
export function definePage<const P extends Page>(page: P): P {
  return page;
}
