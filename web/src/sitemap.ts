import { pages } from './routes/pages.ts';

/** Every address that search engines are told. */
export function listedAddresses(): readonly string[] {
  return pages.flatMap(({ addresses, path }) => {
    if (addresses !== undefined) return addresses();
    return path.includes(':') ? [] : [path];
  });
}

/** `sitemap.xml` of the site at an origin. Addresses are slugs and ids, so that nothing needs escaping. */
export function sitemapText(origin: string): string {
  const urls = listedAddresses().map((address) => `<url><loc>${origin}${address}</loc></url>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>\n',
  ].join('\n');
}

/** `robots.txt` of the site at an origin: pages are for everyone, the API is for programs that know it. */
export function robotsText(origin: string): string {
  return `User-agent: *\nDisallow: /v1/\nSitemap: ${origin}/sitemap.xml\n`;
}
