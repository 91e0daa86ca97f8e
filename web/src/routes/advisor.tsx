import { type AdviceOption, advice } from '@ridgeline/schema/responses';
import { formatRate } from '@ridgeline/units/format-rate';
import { BasisBadge } from '../components/basis-badge.tsx';
import { deviceFacts } from '../components/device-facts.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { limitWords } from '../content/limits.ts';
import { definePage } from '../page.ts';
import { readBoardState, withWorkload, workloadQuery } from '../url-state.ts';

function dollars(amount: number | null): string {
  if (amount === null) return 'not known';
  return `${amount.toLocaleString('en-US', { maximumFractionDigits: amount < 10 ? 2 : 0 })} USD`;
}

function OptionRow({ option, href }: { option: AdviceOption; href: string }) {
  const { device, throughputTokensPerSecond: rate } = option;
  return (
    <tr>
      <th scope="row">
        {option.deviceCount > 1 && `${option.deviceCount} × `}
        <a href={href}>{device.name}</a>
        <small class="block quiet">{deviceFacts(device)}</small>
      </th>
      <td>
        <BasisBadge basis={option.basis} />
      </td>
      <td class="numeric">
        {formatRate(option.perUserTokensPerSecond, 'tokens/s')}
        <small class="block quiet">
          all users {formatRate(rate.interval.low, 'tokens/s')} –{' '}
          {formatRate(rate.interval.high, 'tokens/s')}
        </small>
      </td>
      <td class="numeric">{option.sufficiencyRatio.toPrecision(2)}×</td>
      <td>{limitWords(option.limit).title}</td>
      <td class="numeric">
        {dollars(option.totalUsd)}
        {option.price !== null && <small class="block quiet">{option.price.asOf}</small>}
      </td>
      <td class="numeric">{dollars(option.costPerMillionTokensUsd)}</td>
      <td class="reason">{option.reason}</td>
    </tr>
  );
}

/** `/advisor`: the cheapest devices that suffice. */
export const advisorPage = definePage({
  path: '/advisor',
  async render({ api, url }) {
    const state = readBoardState(url);
    const value = (name: string): string | undefined => url.searchParams.get(name) || undefined;
    const { workload, context } = workloadQuery(state);
    const query = {
      workload,
      context,
      users: state.batch,
      speed: value('speed'),
      budget: value('budget'),
      kind: state.kind,
    };
    const answer = await api.get('/v1/advice', advice, query);
    const { options, insufficientCount } = answer;
    return {
      title: 'Advisor',
      description:
        'The cheapest devices that suffice for a model, a number of users and a speed, CPUs included.',
      jsonHref: `/v1/advice?workload=${answer.workload.id}`,
      body: (
        <article class="detail">
          <h1>What is the cheapest machine that suffices?</h1>
          <p class="lead">
            For small jobs a CPU is enough, and an expensive card would idle. Say what you need;
            everything below is predicted, and says from what.
          </p>
          <WorkloadPicker action="/advisor" state={state}>
            <label>
              <span>Tokens/s for each user</span>
              <input
                type="number"
                name="speed"
                min="1"
                max="100000"
                placeholder="10"
                value={value('speed')}
              />
            </label>
            <label>
              <span>Budget, USD</span>
              <input
                type="number"
                name="budget"
                min="1"
                placeholder="any"
                value={value('budget')}
              />
            </label>
            <button class="button" type="submit">
              Show
            </button>
          </WorkloadPicker>
          {options.length === 0 ? (
            <p class="notice">
              No device of the catalogue suffices. Ask for less speed, a smaller model or fewer bits
              per weight.
            </p>
          ) : (
            <section class="table-scroll" tabindex={0} aria-label="Sufficient devices">
              <table>
                <caption class="visually-hidden">
                  Sufficient devices for {answer.workload.title}, cheapest first
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Device</th>
                    <th scope="col">Rests on</th>
                    <th scope="col" class="numeric">
                      Each user, predicted
                    </th>
                    <th scope="col" class="numeric">
                      Of the target
                    </th>
                    <th scope="col">Waits for</th>
                    <th scope="col" class="numeric">
                      Price
                    </th>
                    <th scope="col" class="numeric">
                      Per million tokens
                    </th>
                    <th scope="col">Why</th>
                  </tr>
                </thead>
                <tbody>
                  {options.map((option) => (
                    <OptionRow
                      option={option}
                      href={withWorkload(`/devices/${option.device.slug}`, state)}
                    />
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <p class="quiet">
            {insufficientCount.toLocaleString('en-US')} devices do not suffice.{' '}
            {answer.assumptions.join(' ')}
          </p>
        </article>
      ),
    };
  },
});
