import { formatSeconds } from '@ridgeline/units/format-seconds';
import type { BuiltSite } from '../built-site.ts';
import type { Page, PageContent } from '../page.ts';

interface FrameProps {
  /** Every page; the frame links to those that say so. */
  readonly pages: readonly Page[];
  readonly content: PageContent;
  readonly url: URL;
  /** Age of the figures shown, where no newer ones could be had; 0 otherwise. */
  readonly staleSeconds: number;
  readonly assets: Pick<BuiltSite, 'script' | 'style'>;
}

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path class="logo-line" d="M3 26 15 9h14" />
      <circle class="logo-memory" cx="9" cy="23" r="2.6" />
      <circle class="logo-compute" cx="22.5" cy="15" r="2.6" />
    </svg>
  );
}

function linksOf(pages: readonly Page[], place: Page['nav'][number]): readonly Page[] {
  return pages.filter(({ nav }) => nav.includes(place));
}

function Header({ pages, path }: Pick<FrameProps, 'pages'> & { path: string }) {
  return (
    <header class="site-header">
      <a class="brand" href="/">
        <Logo />
        Ridgeline
      </a>
      <nav aria-label="Main">
        <ul>
          {linksOf(pages, 'header').map(({ path: href, title }) => (
            <li>
              <a href={href} aria-current={href === path ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function Footer({ content: { jsonHref }, pages }: Pick<FrameProps, 'content' | 'pages'>) {
  return (
    <footer class="site-footer">
      <ul>
        {linksOf(pages, 'footer').map(({ path: href, title }) => (
          <li>
            <a href={href}>{title}</a>
          </li>
        ))}
        {jsonHref !== undefined && (
          <li>
            <a href={jsonHref}>This page as JSON</a>
          </li>
        )}
      </ul>
      <p>
        Data <a href="/data">CC0 1.0</a>, code MIT. Every figure says whether it was measured,
        published elsewhere, read from a data sheet, or predicted.
      </p>
    </footer>
  );
}

/** The document around every page: head, header, footer. */
export function Frame({ assets, content, pages, staleSeconds, url }: FrameProps) {
  const title = `${content.title} · Ridgeline`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={content.description} />
        <meta name="color-scheme" content="light dark" />
        <meta property="og:title" content={content.title} />
        <meta property="og:description" content={content.description} />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="Ridgeline" />
        <meta property="og:url" content={`${url.origin}${url.pathname}`} />
        <meta property="og:image" content={`${url.origin}/board.png`} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style} />
        <script type="module" src={assets.script} />
      </head>
      <body>
        <a class="skip-link" href="#content">
          Skip to the content
        </a>
        <Header pages={pages} path={url.pathname} />
        {staleSeconds > 0 && (
          <p class="notice" role="status">
            The store of the board does not answer right now: these figures are{' '}
            {formatSeconds(staleSeconds)} old.
          </p>
        )}
        <main id="content">{content.body}</main>
        <Footer content={content} pages={pages} />
      </body>
    </html>
  );
}
