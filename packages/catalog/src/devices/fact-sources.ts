import type { DevicePrice } from './device-row.ts';

/**
 * A maintained list of chips with the year in which each was first sold and its approximate list price
 * (of data-centre cards the street price), as of the day its version was published.
 */
const hardwareListDay = '2026-09-29';
export const hardwareList =
  'https://www.npmjs.com/package/@huggingface/tasks/v/0.21.54 (hardware lists, published 2026-09-29)';

/** A price as that list rounds it. */
export function listedPrice(amountUsd: number): DevicePrice {
  return { amountUsd, per: 'device', asOf: hardwareListDay, source: hardwareList };
}

/** A price at launch from an article of the time, which is named. */
export function launchPrice(amountUsd: number, asOf: string, source: string): DevicePrice {
  return { amountUsd, per: 'device', asOf, source };
}

/** Articles that state prices; the dates of the prices are theirs. */
export const ampereArticle =
  'https://www.rockpapershotgun.com/2020/09/01/nvidia-ampere-rtx-3000-series-price-specs-release-date/';
export const blackwellArticle =
  'https://technologistmag.com/nvidia-rtx-50-series-gpus-everything-we-know-so-far/amp';
export const midBlackwellArticle =
  'https://www.betweentwopixels.com/nvidia-unveils-geforce-rtx-5060-series-affordable-power-for-mainstream-gamers';
export const midAdaArticle = 'https://www.pcgamesn.com/nvidia/rtx-4060-announcement';
export const midAmpereArticle =
  'https://www.digitaltrends.com/computing/nvidia-reverses-course-on-pricing-with-rtx-4060/';
export const turingArticle =
  'https://aphnetworks.com/news/19509-nvidias-rtx-2080-rtx-2080-ti-cards-arrive-sept-20';
export const superArticle = 'https://techpowerup.com/review/nvidia-geforce-rtx-2060-super';
export const rdna2Article = 'https://www.talkesport.com/news/amd-rx6000-release-date/';
export const rdna3Article =
  'https://steamgamer.net/amd-announced-the-first-radeon-rx-7000-gpus-at-rtx-4080-beating-prices';
export const midRdna3Article =
  'https://www.sportskeeda.com/gaming-tech/rumor-when-will-amd-radeon-rx-7800-xt-launch-leaked-specs-expected-prices';
export const battlemageArticle =
  'https://www.tweaktown.com/news/101976/intel-arc-b580-is-10-faster-than-the-geforce-rtx-4060-24-a750/index.html';
export const raptorLakeArticle =
  'https://www.digitaltrends.com/computing/intel-14th-gen-desktop-cpus-announced/';
