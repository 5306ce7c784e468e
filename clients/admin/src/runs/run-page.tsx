import { useEffect, useState } from 'react'
import { address } from '../api/client'
import type { Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { CancelButton } from '../chat/cancel-button'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Status } from '../design/status'
import { plain } from '../design/text'
import { Lasting } from '../design/time'
import { EventStream } from '../events/stream'
import type { StoredEvent } from '../events/types'
import { Page } from '../shell/page'
import { RunRow } from './runs-page'
import { Timeline } from './timeline'
import { findRun, readTree, type Tree } from './tree'

const everyMs = 3_000

/** One run: what happened in it, event by event as it happens, and the tree that it stands in. */
export function RunPage({ id, caller }: { id: string; caller: Caller }) {
  const tree = useResource(id, signal => readTree(id, signal), everyMs)
  const events = useEvents(id)
  const run = tree.value && findRun(tree.value, id)
  if (tree.error && !run) {
    return (
      <Page title="Run">
        <Nothing title="This run is not there.">
          <a href="#/runs">To all runs</a>
        </Nothing>
      </Page>
    )
  }
  if (!tree.value || !run) return <Waiting />
  const isOver = run.ended != null
  return (
    <Page
      title={plain(run.title) || 'Run'}
      actions={
        <>
          <Status status={run.status} />
          <Lasting from={run.created} to={run.ended ?? null} />
          {!isOver && caller.role !== 'auditor' && <CancelButton run={id} label="Cancel" what="this run" />}
          <a href={`#/threads/${run.thread}`}>Conversation</a>
        </>
      }
    >
      {tree.error && <Trouble text={tree.error} onRetry={tree.reload} />}
      {(tree.value.children.length > 0 || tree.value.run.id !== id) && (
        <section aria-labelledby="tree-title">
          <h2 id="tree-title">What belongs together</h2>
          <ul className="tree">
            <Branch tree={tree.value} current={id} />
          </ul>
        </section>
      )}
      <section aria-labelledby="timeline-title">
        <h2 id="timeline-title">Timeline</h2>
        <Timeline events={events} />
      </section>
    </Page>
  )
}

function Branch({ tree, current }: { tree: Tree; current: string }) {
  return (
    <li>
      <RunRow run={tree.run} isCurrent={tree.run.id === current} />
      {tree.children.length > 0 && (
        <ul>
          {tree.children.map(child => (
            <Branch key={child.run.id} tree={child} current={current} />
          ))}
        </ul>
      )}
    </li>
  )
}

function useEvents(run: string): StoredEvent[] {
  const [events, setEvents] = useState<StoredEvent[]>([])
  useEffect(() => {
    setEvents([])
    const stream = new EventStream(
      address('/api/v1/workspaces/{workspace}/runs/{run}/events', { run }),
      {
        take: (feed, fresh) => {
          const come = feed.flatMap(one => ('event' in one ? [one.event] : []))
          if (come.length > 0 || fresh) setEvents(now => (fresh ? come : [...now, ...come]))
        },
        state: () => {},
        refused: () => {},
      },
      true,
    )
    return () => stream.close()
  }, [run])
  return events
}
