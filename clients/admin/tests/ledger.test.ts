// @vitest-environment node
import { expect, it } from 'vitest'
import { ledger } from '../src/runs/ledger'
import { story as tell } from '../src/runs/story'
import { Log } from './events'

const usage = { inputTokens: 1200, outputTokens: 30 }
const said = { provider: 'b', model: 'two', usage, calls: [] }
const tries = [{ provider: 'a', model: 'one', code: 'model_rate_limited', error: 'It is busy.' }]

function events() {
  const log = new Log()
  return [
    log.event('r', 'model.responded', { ...said, text: 'hi', tries, charge: { cost: 1500 } }),
    log.event('r', 'model.responded', { ...said, text: 'ho', charge: { cost: 9, isUnpriced: true } }),
    log.event('r', 'model.failed', { error: 'It is away.', code: 'x' }),
    log.event('r', 'policy.decided', { tool: 'web.fetch', verdict: 'deny', rule: 'never', why: 'No.' }),
    log.event('r', 'policy.decided', { tool: 'shell.run', verdict: 'allow', rule: 'ok', why: 'Yes.' }),
    log.event('r', 'artifact.created', { artifact: { id: 'f', path: 'x.csv', bytes: 2048, mediaType: 'text/csv' } }),
    log.event('r', 'run.failed', { error: 'All failed.', code: 'x' }),
  ].map(one => one.event)
}

it('adds up what a run took and met', () => {
  expect(ledger(events())).toEqual({
    spent: [{ model: 'b two', calls: 2, tokensIn: 2400, tokensOut: 60, cost: 1500 }],
    lost: [{ model: 'a one', why: 'It is busy.' }, { model: 'the model', why: 'It is away.' }],
    allowed: 1, asked: 0, denied: 1, artifacts: 1, trust: 'member', error: 'All failed.',
  })
})

it('takes the least trust of all events', () => {
  const [first, ...rest] = events()
  expect(ledger([{ ...first!, labels: { ...first!.labels, trust: 'untrusted' } }, ...rest]).trust).toBe('untrusted')
})

it('tells of each in words', () => {
  const said = events().map(tell)
  expect(said[0]).toBe('b two, 1200 tokens in, 30 out (a one failed: It is busy.): hi')
  expect(said[3]).toBe('web.fetch: deny by never. No.')
  expect(said[5]).toBe('kept x.csv, 2.0 KB')
})

it('tells of budgets', () => {
  const log = new Log()
  const shortage = { limit: { level: 'workspace', period: 'day' } }
  const said = [
    log.event('r', 'budget.reserved', { amount: { money: 1, tokens: 900 } }),
    log.event('r', 'budget.settled', { amount: { money: 1, tokens: 300 } }),
    log.event('r', 'budget.short', { run: 'r', shortage }),
    log.event('r', 'budget.short', { run: 'r' }),
  ].map(one => tell(one.event))
  expect(said).toEqual([
    'at most 900 tokens', '300 tokens', 'the budget is used: workspace, day', 'there is budget again',
  ])
})

it('does not break on what another version wrote, or what was erased', () => {
  const log = new Log()
  const odd = ['model.responded', 'policy.decided', 'artifact.created'].map(type => log.event('r', type, {}).event)
  expect(() => [...odd, { ...odd[0]!, payload: null }].map(tell)).not.toThrow()
  expect(() => ledger([...odd, { ...odd[0]!, payload: null }])).not.toThrow()
})
