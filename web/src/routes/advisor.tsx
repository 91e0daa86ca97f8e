import { type Advice, type AdviceOption, advice } from '@ridgeline/schema/responses';
import { formatRate } from '@ridgeline/units/format-rate';
import { limits } from '@ridgeline/vocabulary/limits';
import { wordOf } from '@ridgeline/vocabulary/word';
import { BasisBadge } from '../components/basis-badge.tsx';
import { deviceFacts } from '../components/device-facts.tsx';
import { Quantity } from '../components/quantity.tsx';
import { WorkloadPicker } from '../components/workload-picker.tsx';
import { definePage } from '../page.ts';
import { readBoardState, withWorkload, workloadQuery } from '../url-state.ts';

function usd(amount: number | null): string {
  if (amount === null) return 'not known';
  return `$${amount.toLocaleString('en-US', { maximumFractionDigits: amount < 100 ? 2 : 0 })}`;
}

/** The day of a price and who states it: a price without either is a rumour. */
function PriceNote({ option: { price } }: { option: AdviceOption }) {
  if (price === null) return null;
  const address = /^https:\/\/\S+/.exec(price.source)?.[0];
  const day = `${price.per === 'hour' ? 'an hour, ' : ''}${price.asOf}`;
  return (
    <small class="quiet block price-day">
      {address === undefined ? day : <a href={address}>{day}</a>}
    </small>
  );
}

function Option({ href, option }: { href: string; option: AdviceOption }) {
  const { device, deviceCount, isSafe, sufficiencyRatio } = option;
  const { high, low } = option.throughputTokensPerSecond.interval;
  const share = sufficiencyRatio / option.throughputTokensPerSecond.value;
  return (
    <tr>
      <th scope="row">
        {deviceCount > 1 && `${deviceCount} × `}
        <a href={href}>{device.name}</a>
        <small class="quiet block">{deviceFacts(device)}</small>
      </th>
      <td class="numeric">
        {usd(option.totalUsd)}
        <PriceNote option={option} />
      </td>
      <td class="numeric">{usd(option.costPerMillionTokensUsd)}</td>
      <td class="numeric">
        <Quantity text={formatRate(option.perUserTokensPerSecond, 'tokens/s')} />
      </td>
      <td class="numeric">
        {sufficiencyRatio.toPrecision(2)}×
        <small class="quiet block">
          {(low * share).toPrecision(2)}–{(high * share).toPrecision(2)}×
        </small>
      </td>
      <td>
        {isSafe ? 'yes' : 'likely'}
        <small class="quiet block">waits for {wordOf(limits, option.limit).title}</small>
      </td>
      <td>
        {option.reason}
        <small class="block">
          <BasisBadge basis={option.basis} />
        </small>
      </td>
    </tr>
  );
}

function Options({ answer, href }: { answer: Advice; href(slug: string): string }) {
  if (answer.options.length === 0) {
    return (
      <p class="notice">
        None of the {answer.insufficientCount} devices that are known meets this. Ask for fewer
        tokens per second, fewer bits per weight or a larger budget.
      </p>
    );
  }
  return (
    <section class="table-scroll" aria-label="Sufficient devices" tabindex={0}>
      <table>
        <caption class="visually-hidden">
          Devices that suffice, cheapest first; speeds are predicted
        </caption>
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col" class="numeric">
              Price
            </th>
            <th scope="col" class="numeric">
              Per million tokens
            </th>
            <th scope="col" class="numeric">
              Per user, predicted
            </th>
            <th scope="col" class="numeric">
              Of the target
            </th>
            <th scope="col">Suffices?</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {answer.options.map((option) => (
            <Option option={option} href={href(option.device.slug)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly placeholder: string;
}

function NumberField({ label, name, placeholder, value }: NumberFieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        name={name}
        inputmode="numeric"
        pattern="[0-9]*"
        value={value}
        placeholder={placeholder}
      />
    </label>
  );
}

/** `/advisor`: the cheapest devices that suffice for a job. */
export const advisorPage = definePage({
  path: '/advisor',
  title: 'Advisor',
  nav: ['header'],
  examples: [{ name: 'advisor', address: '/advisor' }],
  async render({ api, url }) {
    const state = readBoardState(url);
    const given = (name: string): string => url.searchParams.get(name) ?? '';
    const { batch: _batch, ...workload } = workloadQuery(state);
    const answer = await api.get('/v1/advice', advice, {
      ...workload,
      users: state.batch,
      speed: given('speed'),
      budget: given('budget'),
    });
    const users = answer.workload.batchSize;
    return {
      description:
        'The cheapest devices that run a model at a given speed for a number of users, CPUs included.',
      body: (
        <article class="detail">
          <header>
            <h1>What is the least that suffices?</h1>
            <p class="lead">
              Say which model, how many people and how fast. Listed are all known devices that
              should reach it, cheapest first, CPUs included. Speeds are predicted.
            </p>
          </header>
          <WorkloadPicker action="/advisor" state={state}>
            <NumberField
              label="Tokens/s per user"
              name="speed"
              value={given('speed')}
              placeholder="10"
            />
            <NumberField
              label="Budget, US dollars"
              name="budget"
              value={given('budget')}
              placeholder="any"
            />
          </WorkloadPicker>
          <p>
            <strong>{answer.workload.title}</strong> for{' '}
            {users === 1 ? 'one user' : `${users} users at once`} at{' '}
            {answer.targetTokensPerSecondPerUser} tokens/s each. {answer.insufficientCount} devices
            are too slow, too small or too dear.
          </p>
          <Options answer={answer} href={(slug) => withWorkload(`/devices/${slug}`, state)} />
          <section class="panel">
            <h2>What this assumes</h2>
            <ul class="checks">
              {answer.assumptions.map((assumption) => (
                <li>{assumption}</li>
              ))}
              <li>
                “Of the target” far above 1 is over-provisioned: you pay for speed that nobody asked
                for.
              </li>
            </ul>
          </section>
        </article>
      ),
    };
  },
});
