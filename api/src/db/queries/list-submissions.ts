import type { ProvedFloor } from '@ridgeline/evaluation/evidence';
import type { FilterValues } from '@ridgeline/schema/filters/apply-filters';
import { type RunFilter, runFilters } from '@ridgeline/schema/filters/filters';
import {
  and,
  arrayContains,
  asc,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  not,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Db } from '../open-db.ts';
import { boardGroups, submissionPaths, submissionSummaries } from '../tables/derived.ts';
import { submissionEvents, submissions } from '../tables/raw.ts';
import { ownerStandings } from '../tables/trust.ts';

/** Closed, typed filters of a submission, each with an index. */
export interface SubmissionFilter {
  readonly device?: string | undefined;
  readonly owner?: string | undefined;
  readonly status?: string | undefined;
  /** What was received before this one: pages go from new to old. */
  readonly before?: SubmissionPlace | undefined;
  readonly limit: number;
}

/** Where a submission stands: by the time that it arrived, since its id has the sender's. */
export interface SubmissionPlace {
  readonly receivedAt: Date;
  readonly id: string;
}

/** Filters without an index; those of a path are met by one and the same path. */
export interface SubmissionSearch extends SubmissionFilter, FilterValues<RunFilter> {}

/** Submissions that one search looks at: what it costs does not depend on how rare a match is. */
const searchedSubmissions = 20_000;

const { id, receivedAt } = submissionSummaries;

const newestFirst = [desc(receivedAt), desc(id)];

function isBefore(place: SubmissionPlace, columns: readonly [PgColumn, PgColumn]): SQL {
  const time = place.receivedAt.toISOString();
  return sql`(${columns[0]}, ${columns[1]}) < (${time}::timestamptz, ${place.id}::uuid)`;
}

function hasPath(db: Db, conditions: readonly SQL[]): SQL {
  const ofSubmission = eq(submissionPaths.submissionId, id);
  const paths = db
    .select({ one: sql`1` })
    .from(submissionPaths)
    .innerJoin(boardGroups, eq(boardGroups.id, submissionPaths.groupId));
  return exists(paths.where(and(ofSubmission, ...conditions)));
}

/** Unsigned runs are a list of their own, whatever else is asked for. */
function indexedConditions(
  db: Db,
  filter: SubmissionFilter & { readonly tier?: string | undefined },
): SQL[] {
  const { before, device, owner, status, tier } = filter;
  return [
    tier === 'T0' ? isNull(submissionSummaries.owner) : isNotNull(submissionSummaries.owner),
    before === undefined ? [] : isBefore(before, [receivedAt, id]),
    owner === undefined ? [] : eq(submissionSummaries.owner, owner),
    status === undefined ? [] : eq(submissionSummaries.status, status),
    device === undefined ? [] : hasPath(db, [eq(boardGroups.deviceSlug, device)]),
  ].flat();
}

interface RunCondition<Value = string | number> {
  /** Conditions on paths are met by one and the same path of the run. */
  readonly of: 'path' | 'run';
  meet(value: Value): SQL;
}

const { device, softwarePath } = submissionPaths;

/** How stored runs meet each filter. A filter of runs that has none here does not compile. */
const runConditions: {
  readonly [F in RunFilter as F['name']]: RunCondition<z.output<F['schema']>>;
} = {
  kind: { of: 'path', meet: (kind) => sql`${device} ->> 'kind' = ${kind}` },
  vendor: { of: 'path', meet: (name) => sql`lower(${device} ->> 'vendor') = lower(${name})` },
  memory: {
    of: 'path',
    meet: (bytes) => sql`(${device} ->> 'memoryBytes')::bigint >= ${bytes}::bigint`,
  },
  os: { of: 'path', meet: (os) => sql`${softwarePath} ->> 'platform' = ${os}` },
  tier: { of: 'run', meet: (tier) => eq(submissionSummaries.tier, tier) },
  backend: { of: 'path', meet: (id) => eq(boardGroups.backend, id) },
  driver: { of: 'path', meet: (driver) => sql`${softwarePath} ->> 'driver' = ${driver}` },
};

function searchConditions(db: Db, search: SubmissionSearch): SQL[] {
  const given = runFilters.flatMap(({ name }) => {
    const value: string | number | undefined = search[name];
    const { of, meet }: RunCondition = runConditions[name];
    return value === undefined ? [] : { of, condition: meet(value) };
  });
  const ofPath = given.filter(({ of }) => of === 'path').map(({ condition }) => condition);
  const ofRun = given.filter(({ of }) => of === 'run').map(({ condition }) => condition);
  return ofPath.length === 0 ? ofRun : [...ofRun, hasPath(db, ofPath)];
}

/**
 * The newest runs of a device, from the index alone: the newest of each of its groups hold them, and cost
 * the same however many there are.
 */
function newestOfDevice(db: Db, device: string, { before, limit }: SubmissionFilter): SQL {
  const { groupId, receivedAt: arrival, submissionId } = submissionPaths;
  const earlier = before === undefined ? [] : [isBefore(before, [arrival, submissionId])];
  const ofGroup = db
    .select({ submissionId, receivedAt: arrival })
    .from(submissionPaths)
    .where(and(eq(groupId, boardGroups.id), ...earlier))
    .orderBy(desc(arrival), desc(submissionId))
    .limit(limit)
    .as('of_group');
  const ofDevice = db
    .selectDistinct({ submissionId: ofGroup.submissionId, receivedAt: ofGroup.receivedAt })
    .from(boardGroups)
    .crossJoinLateral(ofGroup)
    .where(eq(boardGroups.deviceSlug, device))
    .orderBy(desc(ofGroup.receivedAt), desc(ofGroup.submissionId))
    .limit(limit)
    .as('of_device');
  return inArray(id, db.select({ submissionId: ofDevice.submissionId }).from(ofDevice));
}

/** Newest first by arrival. */
export async function listSubmissions(db: Db, filter: SubmissionFilter) {
  const { device, owner, status } = filter;
  const isOfDeviceOnly = device !== undefined && owner === undefined && status === undefined;
  const conditions = isOfDeviceOnly
    ? [newestOfDevice(db, device, filter)]
    : indexedConditions(db, filter);
  return db
    .select()
    .from(submissionSummaries)
    .where(and(...conditions))
    .orderBy(...newestFirst)
    .limit(filter.limit);
}

/**
 * As {@link listSubmissions}, among the newest submissions before `before` only; `searchedTo` is the
 * place of the last one that was looked at, undefined once there is none behind it.
 */
export async function searchSubmissions(db: Db, search: SubmissionSearch) {
  const indexed = indexedConditions(db, search);
  const matching = searchConditions(db, search);
  if (matching.length === 0) {
    return { rows: await listSubmissions(db, search), searchedTo: undefined };
  }
  const [last] = await db
    .select({ id, receivedAt })
    .from(submissionSummaries)
    .where(and(...indexed))
    .orderBy(...newestFirst)
    .offset(searchedSubmissions - 1)
    .limit(1);
  const window = last === undefined ? [] : [not(isBefore(last, [receivedAt, id]))];
  const rows = await db
    .select()
    .from(submissionSummaries)
    .where(and(...indexed, ...window, ...matching))
    .orderBy(...newestFirst)
    .limit(search.limit);
  return { rows, searchedTo: last };
}

/** Raw bodies that may be published, by id; texts that look personal stay here. */
export async function listPublicBodies(db: Db, afterId: string, limit: number) {
  const { owner, reasons, receivedAt, status, tier } = submissionSummaries;
  const floors = sql<readonly ProvedFloor[]>`(select floors
    from ${submissionEvents} where submission_id = ${id} order by sequence desc limit 1)`;
  const { countedSince, firstSeenAt, voice } = ownerStandings;
  const standing = { voice, firstSeenAt, countedSince };
  const { body } = submissions;
  return db
    .select({ id, owner, standing, receivedAt, status, tier, reasons, floors, body })
    .from(submissionSummaries)
    .innerJoin(submissions, eq(submissions.id, id))
    .leftJoin(ownerStandings, eq(ownerStandings.owner, submissionSummaries.owner))
    .where(and(gt(id, afterId), not(arrayContains(reasons, ['pii-suspect']))))
    .orderBy(asc(id))
    .limit(limit);
}
