import { definePage } from '../page.ts';

/** `/policy`: rules, corrections, privacy. */
export const policyPage = definePage({
  path: '/policy',
  render() {
    return {
      title: 'Rules and corrections',
      description:
        'What is accepted, what is kept apart, how errors are corrected, and what is never collected.',
      body: (
        <article class="prose">
          <h1>Rules and corrections</h1>
          <h2>What is accepted</h2>
          <ul>
            <li>
              A run that contradicts itself or the schema is refused, with a pointer to each fault.
            </li>
            <li>
              A run that is implausible for its device is stored and shown with the reasons, but not
              ranked.
            </li>
            <li>
              Unknown hardware is welcome: it is shown without a rank until the catalogue knows it.
            </li>
            <li>
              Bounds are relative to the device, never global: a new chip may be faster than all
              before it.
            </li>
          </ul>
          <h2>Corrections</h2>
          <p>
            Raw runs are never changed. A wrong catalogue entry, rule or kernel is corrected in the
            code, the board is rebuilt from the raw runs, and the change is in the history. A status
            is changed by an event that names the time and the reason. To report a problem with a
            run, quote its id.
          </p>
          <h2>Privacy</h2>
          <p>
            The agent sends nothing unless told to, and shows the exact document first if asked (
            <code>--dry-run</code>). It reads an allow-list of fields: no host name, user, serial
            number or address. The site sets no cookies and loads nothing from elsewhere.
          </p>
          <h2>What a result does not prove</h2>
          <p>
            That a device has the name it claims. Owners’ medians, several independent owners and
            checks against the data sheet make a false name expensive, not impossible.
          </p>
        </article>
      ),
    };
  },
});
