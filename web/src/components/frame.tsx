import type { BuiltSite } from '../built-site.ts';
import type { Page, PageContent } from '../page.ts';
import { pages } from '../routes/pages.ts';

interface FrameProps {
  readonly content: PageContent;
  readonly url: URL;
  readonly assets: Pick<BuiltSite, 'script' | 'style'>;
}

function linksOf(place: Page['nav'][number]): readonly Page[] {
  return pages.filter(({ nav }) => nav.includes(place));
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

function Header({ path }: { path: string }) {
  return (
    <header class="site-header">
      <a class="brand" href="/">
        <Logo />
        Ridgeline
      </a>
      <nav aria-label="Main">
        <ul>
          {linksOf('header').map(({ path: href, title }) => (
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

function Footer({ jsonHref }: { jsonHref: string | undefined }) {
  return (
    <footer class="site-footer">
      <ul>
        {linksOf('footer').map(({ path: href, title }) => (
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
export function Frame({ content, url, assets }: FrameProps) {
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
        <Header path={url.pathname} />
        <main id="content">{content.body}</main>
        <Footer jsonHref={content.jsonHref} />
      </body>
    </html>
  );
}
