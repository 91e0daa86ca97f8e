import type { Page } from '../page.ts';
import { advisorPage } from './advisor.tsx';
import { comparePage } from './compare.tsx';
import { dataPage } from './data.tsx';
import { devicePage } from './device.tsx';
import { docsPage } from './docs.tsx';
import { glossaryPage } from './glossary.tsx';
import { leaderboardPage } from './leaderboard.tsx';
import { methodologyPage } from './methodology.tsx';
import { policyPage } from './policy.tsx';
import { problemPage } from './problem.tsx';
import { runPage } from './run.tsx';
import { runsPage } from './runs.tsx';
import { validationPage } from './validation.tsx';
import { workloadPage } from './workload.tsx';
import { workloadsPage } from './workloads.tsx';

/** Every page of the site, in the order of the links to them. */
export const pages: readonly Page[] = [
  leaderboardPage,
  advisorPage,
  comparePage,
  methodologyPage,
  workloadsPage,
  runsPage,
  glossaryPage,
  validationPage,
  policyPage,
  dataPage,
  docsPage,
  devicePage,
  runPage,
  workloadPage,
  problemPage,
];
