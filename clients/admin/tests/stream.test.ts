import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Problem } from '../src/api/problem'
import { EventStream, type StreamState } from '../src/events/stream'
import type { Feed } from '../src/events/types'
import { Log } from './events'

type Asked = { url: string; headers: Headers; push: (text: string) => void; end: () => void }

let asked: Asked[] = []
let answers: ((signal: AbortSignal) => Response)[] = []
const got: { feed: Feed[]; fresh: boolean }[] = []
const states: StreamState[] = []
let refused: Problem | null = null

const listener = {
  take: (feed: Feed[], fresh: boolean) => got.push({ feed, fresh }),
  state: (state: StreamState) => states.push(state),
  refused: (problem: Problem) => (refused = problem),
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  answers = []
  got.length = 0
  states.length = 0
  refused = null
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const answer = answers.shift()
    const stream = new TransformStream<Uint8Array, Uint8Array>()
    const writer = stream.writable.getWriter()
    const signal = init.signal as AbortSignal
    signal.addEventListener('abort', () => void writer.abort(new DOMException('', 'AbortError')).catch(() => {}))
    asked.push({
      url,
      headers: new Headers(init.headers),
      push: text => void writer.write(new TextEncoder().encode(text)).catch(() => {}),
      end: () => void writer.close().catch(() => {}),
    })
    return answer ? answer(signal) : new Response(stream.readable)
  })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const rest = () => vi.advanceTimersByTimeAsync(0)
const frame = (one: { event: { type: string } }, id: string) =>
  `id: ${id}\nevent: ${one.event.type}\ndata: ${JSON.stringify(one.event)}\n\n`

const seqs = () => got.flatMap(one => one.feed.map(feed => ('event' in feed ? feed.event.seq : 0)))

it('resumes behind the last event, and takes none twice', async () => {
  const log = new Log()
  const [one, two, three] = ['note', 'note', 'note'].map(type => log.event('thread', type, {}))
  const stream = new EventStream('/events', listener)
  await rest()
  asked[0]!.push(frame(one!, 'c1') + frame(two!, 'c2'))
  await rest()
  asked[0]!.end()
  await vi.advanceTimersByTimeAsync(300)

  expect(asked[1]!.headers.get('Last-Event-ID')).toBe('c2')
  asked[1]!.push(frame(two!, 'c2') + frame(three!, 'c3'))
  await rest()
  expect(seqs()).toEqual([1, 2, 3])
  expect(got.map(one => one.fresh)).toEqual([true, false])
  expect(states).toEqual(['connecting', 'live', 'lost', 'lost', 'live'])
  stream.close()
})

it('reads all again where something is missing', async () => {
  const log = new Log()
  const first = log.event('thread', 'note', {}, 1)
  const third = log.event('thread', 'note', {}, 3)
  const stream = new EventStream('/events', listener)
  await rest()
  asked[0]!.push(frame(first, 'c1') + frame(third, 'c3'))
  await vi.advanceTimersByTimeAsync(300)

  expect(asked[1]!.headers.get('Last-Event-ID')).toBeNull()
  asked[1]!.push(frame(first, 'c1'))
  await rest()
  expect(got.at(-1)?.fresh).toBe(true)
  expect(seqs()).toEqual([1, 1])
  stream.close()
})

it('gives a silent connection up', async () => {
  const stream = new EventStream('/events', listener)
  await rest()
  asked[0]!.push(':\n\n')
  await vi.advanceTimersByTimeAsync(44_000)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toHaveLength(2)
  stream.close()
})

it('asks no more for what is not there', async () => {
  answers.push(() => new Response('{"status":404,"code":"not_found","title":"No."}', { status: 404 }))
  new EventStream('/events', listener)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  expect((refused as Problem | null)?.code).toBe('not_found')
})

it('waits ever longer for a server that is away', async () => {
  answers.push(...Array.from({ length: 6 }, () => () => new Response('', { status: 503 })))
  const stream = new EventStream('/events', listener)
  await vi.advanceTimersByTimeAsync(250 + 500 + 1000)
  expect(asked).toHaveLength(4)
  await vi.advanceTimersByTimeAsync(1_900)
  expect(asked).toHaveLength(4)
  stream.close()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(4)
})

it('holds no connection while nobody sees the page', async () => {
  const stream = new EventStream('/events', listener)
  await rest()
  const see = (state: string) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }
  see('hidden')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
  see('visible')
  await rest()
  expect(asked).toHaveLength(2)
  stream.close()
})

it('ends with the run that it is about', async () => {
  new EventStream('/events', listener, true)
  await rest()
  asked[0]!.end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(1)
})
