import { useEffect, useState } from 'react'
import { address } from '../api/client'
import { apply, hear, newRun, type RunModel } from '../events/run'
import { EventStream } from '../events/stream'
import type { Feed, StoredEvent } from '../events/types'

export type Followed = { events: StoredEvent[]; run: RunModel }

/** A run's events as they happen, and what they come to, with what the running step says. */
export function useRun(id: string): Followed {
  const [followed, setFollowed] = useState<Followed>(() => ({ events: [], run: newRun(id) }))
  useEffect(() => {
    setFollowed({ events: [], run: newRun(id) })
    const stream = new EventStream(
      address('/api/v1/workspaces/{workspace}/runs/{run}/events', { run: id }),
      {
        take: (feed, fresh) => setFollowed(now => advance(fresh ? { events: [], run: newRun(id) } : now, feed)),
        state: () => {},
        refused: () => {},
      },
      true,
    )
    return () => stream.close()
  }, [id])
  return followed
}

function advance(before: Followed, feed: Feed[]): Followed {
  const come = feed.flatMap(one => ('event' in one ? [one.event] : []))
  const run = feed.reduce((now, one) => ('event' in one ? apply(now, one.event) : hear(now, one.output)), before.run)
  return { events: come.length > 0 ? [...before.events, ...come] : before.events, run }
}
