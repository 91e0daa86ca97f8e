/** Links of the header, in order. */
export const navigationLinks = [
  { href: '/', title: 'Board' },
  { href: '/advisor', title: 'Advisor' },
  { href: '/compare', title: 'Compare' },
  { href: '/methodology', title: 'Methodology' },
  { href: '/docs', title: 'API' },
] as const;

/** Links of the footer, in order. */
export const footerLinks = [
  { href: '/workloads', title: 'Workloads' },
  { href: '/runs', title: 'Runs' },
  { href: '/glossary', title: 'Glossary' },
  { href: '/validation', title: 'Prediction error' },
  { href: '/policy', title: 'Rules and corrections' },
  { href: '/data', title: 'Data and citing' },
  { href: '/docs', title: 'API' },
] as const;
