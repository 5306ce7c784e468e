import type { Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { OutputView } from '../chat/call-view'
import { CancelButton } from '../chat/cancel-button'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Status } from '../design/status'
import { plain } from '../design/text'
import { Lasting } from '../design/time'
import { liveStep } from '../events/run'
import { Page } from '../shell/page'
import { RunFacts } from './run-facts'
import { RunRow } from './runs-page'
import { Timeline } from './timeline'
import { findRun, readTree, type Tree } from './tree'
import { useRun } from './use-run'

const everyMs = 3_000

/** One run: what happened in it, event by event as it happens, and the tree that it stands in. */
export function RunPage({ id, at, caller }: { id: string; at: string | null; caller: Caller }) {
  const tree = useResource(id, signal => readTree(id, signal), everyMs)
  const { events, run: followed } = useRun(id)
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
  const live = isOver ? null : liveStep(followed)
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
      <RunFacts events={events} />
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
        <Timeline events={events} at={at} />
        {live && <OutputView said={live.text} isRunning tool="the running step" />}
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
