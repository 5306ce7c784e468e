import { request } from '../api/client'
import { Problem } from '../api/problem'
import { FrameReader } from './sse'
import type { Feed, Output, StoredEvent } from './types'

export type StreamState = 'connecting' | 'live' | 'lost'

export type Listener = {
  /** What came, in order; `fresh` says that it begins at the beginning, so that all before is void. */
  take: (feed: Feed[], fresh: boolean) => void
  /** The connection is there, or is being waited for. */
  state: (state: StreamState) => void
  /** It will not come any more: the thing is not there, or this browser is not signed in. */
  refused: (problem: Problem) => void
}

const pauseMs = [250, 500, 1000, 2000, 4000]

/** The server shows every 15 s that a stream lives; one that is silent for three times that is dead. */
const silenceMs = 45_000

/**
 * One event stream, kept open through broken connections and restarts of the server. Each event comes once and in the
 * order of its journal: what was seen is dropped, and where something is missing all is read again.
 */
export class EventStream {
  private cursor: string | null = null
  private seen = new Map<string, number>()
  private fresh = true
  private tries = 0
  private connection: AbortController | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private silence: ReturnType<typeof setTimeout> | undefined
  private isClosed = false

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
    /** A stream that ends by itself, as a finished run's does, is not opened again. */
    private readonly ends = false,
  ) {
    document.addEventListener('visibilitychange', this.look)
    this.look()
  }

  close(): void {
    this.isClosed = true
    document.removeEventListener('visibilitychange', this.look)
    this.disconnect()
  }

  /** Browsers bound the connections to a host, so a page that nobody sees holds none; it resumes where it was. */
  private look = (): void => {
    if (document.visibilityState === 'hidden') this.disconnect()
    else if (!this.connection && !this.isClosed) void this.connect()
  }

  private disconnect(): void {
    clearTimeout(this.timer)
    clearTimeout(this.silence)
    this.connection?.abort()
    this.connection = null
  }

  private async connect(): Promise<void> {
    const connection = new AbortController()
    this.connection = connection
    this.listener.state(this.tries === 0 ? 'connecting' : 'lost')
    try {
      const isOver = await this.read(connection)
      if (connection.signal.aborted) return
      if (isOver && this.ends) return this.close()
    } catch (fault) {
      if (connection.signal.aborted && this.connection !== connection) return
      if (fault instanceof Problem && fault.status >= 400 && fault.status < 500 && fault.status !== 429) {
        this.close()
        this.listener.refused(fault)
        return
      }
    }
    if (this.isClosed || this.connection !== connection) return
    this.connection = null
    this.listener.state('lost')
    const pause = pauseMs[Math.min(this.tries++, pauseMs.length - 1)] ?? 1000
    this.timer = setTimeout(this.look, pause)
  }

  private async read(connection: AbortController): Promise<boolean> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (this.cursor !== null) headers['Last-Event-ID'] = this.cursor
    const response = await request('GET', this.url, { headers, signal: connection.signal, cache: 'no-store' })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const frames = new FrameReader()
    this.listener.state('live')
    while (true) {
      clearTimeout(this.silence)
      this.silence = setTimeout(() => connection.abort(), silenceMs)
      const { done, value } = await reader.read()
      if (done) return true
      this.tries = 0
      if (!this.pass(frames.take(value))) return false
    }
  }

  /** False when something is missing: then the position is void, and the next connection begins anew. */
  private pass(frames: { id: string | null; event: string; data: string }[]): boolean {
    const feed: Feed[] = []
    let hasGap = false
    for (const frame of frames) {
      if (frame.event === 'output') {
        feed.push({ output: JSON.parse(frame.data) as Output })
        continue
      }
      const event = JSON.parse(frame.data) as StoredEvent
      const last = this.seen.get(event.journal.id) ?? 0
      if (event.seq <= last) continue
      // A journal may come in from its middle only where its beginning was seen before.
      if (last > 0 && event.seq !== last + 1) {
        hasGap = true
        break
      }
      this.seen.set(event.journal.id, event.seq)
      if (frame.id !== null) this.cursor = frame.id
      feed.push({ event })
    }
    if (feed.length > 0 || this.fresh) this.listener.take(feed, this.fresh)
    this.fresh = false
    if (!hasGap) return true
    this.cursor = null
    this.seen = new Map()
    this.fresh = true
    return false
  }
}
