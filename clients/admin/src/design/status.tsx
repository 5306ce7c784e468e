import type { RunStatus, TaskEnd } from '../api/types'

type Tone = 'good' | 'bad' | 'busy' | 'wait' | 'plain'

const words: Record<RunStatus, [string, Tone]> = {
  queued: ['Waiting', 'wait'],
  running: ['Working', 'busy'],
  parked: ['Waiting', 'wait'],
  completed: ['Done', 'good'],
  failed: ['Failed', 'bad'],
  cancelled: ['Cancelled', 'plain'],
}

const ends: Partial<Record<TaskEnd, [string, Tone]>> = {
  verified: ['Done, checked', 'good'],
  unverified: ['Done, unchecked', 'plain'],
  failed: ['Failed', 'bad'],
  cancelled: ['Cancelled', 'plain'],
}

/** Where a run stands, in a word; the colour only repeats it. */
export function Status({ status, end = null }: { status: RunStatus; end?: TaskEnd | null }) {
  const [word, tone] = (end && ends[end]) || words[status]
  return (
    <span className={`status ${tone}`}>
      <span className="dot" aria-hidden="true" />
      {word}
    </span>
  )
}
