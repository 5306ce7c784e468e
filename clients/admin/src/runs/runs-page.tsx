import { useState } from 'react'
import { call } from '../api/client'
import type { Run } from '../api/types'
import { useResource } from '../api/use-resource'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Status } from '../design/status'
import { plain } from '../design/text'
import { Moment } from '../design/time'
import { Page } from '../shell/page'

const everyMs = 4_000
const pageMax = 50

export const kinds: Record<Run['kind'], string> = { turn: 'Turn', task: 'Task', command: 'Command', summary: 'Summary' }

/** Every piece of work, newest first. */
export function RunsPage() {
  const [limit, setLimit] = useState(pageMax)
  const runs = useResource(
    `runs ${limit}`,
    signal => call('get', '/api/v1/workspaces/{workspace}/runs', { query: { limit }, signal }),
    everyMs,
  )
  const [last, setLast] = useState<Run[] | null>(null)
  if (runs.value && runs.value.items !== last) setLast(runs.value.items)
  const items = runs.value?.items ?? last
  return (
    <Page title="Runs" intro="All that was done and is being done: turns, tasks and commands.">
      {runs.error && <Trouble text={runs.error} onRetry={runs.reload} />}
      {!items && !runs.error && <Waiting />}
      {items?.length === 0 && <Nothing title="Nothing was done yet." />}
      <ul className="rows">
        {items?.map(run => (
          <li key={run.id}>
            <RunRow run={run} />
          </li>
        ))}
      </ul>
      {runs.value?.next && limit < 200 && (
        <button type="button" onClick={() => setLimit(limit + pageMax)}>
          More
        </button>
      )}
    </Page>
  )
}

export function RunRow({ run, isCurrent = false }: { run: Run; isCurrent?: boolean }) {
  return (
    <a className="row" href={`#/runs/${run.id}`} data-item aria-current={isCurrent ? 'page' : undefined}>
      <Status status={run.status} />
      <span className="row-title">
        <span className="hint">{kinds[run.kind]}</span> {plain(run.title)}
      </span>
      <Moment at={run.created} />
    </a>
  )
}
