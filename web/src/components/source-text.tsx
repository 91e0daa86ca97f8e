const address = /https:\/\/[^\s,]+/;

/** The site of an address, which is enough to recognise it by. */
function siteOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/** A source with its address shortened to the site, for a line of text. */
export function sourceWords(source: string): string {
  return source.replace(address, (url) => siteOf(url));
}

/** A source with its address as a link that shows the site. */
export function SourceText({ source }: { source: string }) {
  const url = address.exec(source)?.[0];
  if (url === undefined) return <>{source}</>;
  const [before = '', after = ''] = source.split(url);
  return (
    <>
      {before}
      <a href={url}>{siteOf(url)}</a>
      {after}
    </>
  );
}
