import type { Problem } from '@ridgeline/schema/problem';
import { ApiError } from './api-error.ts';
import type { PageContent } from './page.ts';

interface Words {
  readonly status: NonNullable<PageContent['status']>;
  readonly title: string;
  readonly explanation: string;
  readonly next: string;
}

const notFound: Words = {
  status: 404,
  title: 'There is nothing at this address',
  explanation: 'The page was never here, or the device or run that it showed was withdrawn.',
  next: 'Search for it on the board, or check the address for a typing error.',
};

const refused: Words = {
  status: 400,
  title: 'A filter in the address has no such value',
  explanation: 'Every choice on this site is part of the address, and one of them is not known.',
  next: 'Start again from the whole board, or mend the part of the address named below.',
};

const apiDown: Words = {
  status: 503,
  title: 'The board does not answer right now',
  explanation: 'The site is up, but the API behind it, which holds all figures, cannot be reached.',
  next: 'Load the page again in a few seconds. Nothing is lost: runs are kept by the agent until they are stored.',
};

const broken: Words = {
  status: 500,
  title: 'Something went wrong on our side',
  explanation: 'The page could not be drawn. The error was logged.',
  next: 'Load the page again; if it stays, report the address.',
};

function wordsFor(error: unknown): Words {
  if (error === 404) return notFound;
  if (!(error instanceof ApiError)) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return broken;
  }
  if (error.status === 404) return notFound;
  if (error.status >= 500) return error.status === 502 ? { ...broken, status: 502 } : apiDown;
  return refused;
}

function ProblemDetail({ problem }: { problem: Problem }) {
  return (
    <div class="notice">
      <p>{problem.detail}</p>
      {problem.errors !== undefined && (
        <ul>
          {problem.errors.map(({ pointer, detail }) => (
            <li>
              <code>{pointer}</code> {detail}
            </li>
          ))}
        </ul>
      )}
      <p class="quiet">
        Request <code>{problem.instance}</code>
      </p>
    </div>
  );
}

/** The page for what went wrong: 404, or an error that a page threw. */
export function errorContent(error: unknown, url: URL): PageContent {
  const { explanation, next, status, title } = wordsFor(error);
  const problem = error instanceof ApiError ? error.problem : undefined;
  return {
    title,
    description: explanation,
    status,
    body: (
      <article class="prose error-page">
        <p class="eyebrow">Error {status}</p>
        <h1>{title}</h1>
        <p class="lead">{explanation}</p>
        {problem !== undefined && status !== 404 && <ProblemDetail problem={problem} />}
        <p>{next}</p>
        <p class="actions">
          <a class="button" href="/">
            Go to the board
          </a>
          {status >= 500 && (
            <a class="button secondary" href={`${url.pathname}${url.search}`}>
              Try again
            </a>
          )}
        </p>
      </article>
    ),
  };
}
