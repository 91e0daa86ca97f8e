/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length;
  const whole = [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...rest];
  return whole.map((group) => group.replace(/^0+(?=.)/, ''));
}

/** The first groups of an IPv6 address, in the one spelling. */
function prefixOf(address: string, groups: number): string {
  return groupsOf(address).slice(0, groups).join(':');
}

/** An IPv4 address in the clothes of IPv6. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** One household or host: an IPv6 customer has a whole /64 of addresses. */
export function clientOf(given: string): string {
  const address = mapped.exec(given)?.[1] ?? given;
  return address.includes(':') ? prefixOf(address, 4) : address;
}

/** What one party can hold many addresses of: the /24 of IPv4, the /48 of IPv6. */
export function networkOf(given: string): string {
  const address = mapped.exec(given)?.[1] ?? given;
  if (address.includes(':')) return `${prefixOf(address, 3)}::/48`;
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}
