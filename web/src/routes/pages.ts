import type { Page } from '../page.ts';
import { leaderboardPage } from './leaderboard.tsx';

/** Every page of the site. */
export const pages: readonly Page[] = [leaderboardPage] as const satisfies readonly Page[];
