import { type ReactNode, useState } from 'react'
import { call } from '../api/client'
import { type Part, readParts } from '../api/parts'
import type { Artifact, Caller, FileItem } from '../api/types'
import { type Resource, useResource } from '../api/use-resource'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Page } from '../shell/page'
import { artifactPlace, filePlace } from './addresses'
import { FileRow } from './file-row'
import './files.css'
import { Uploads } from './uploads'

const everyMs = 5_000

/** The workspace's files, which stay, or what runs made and kept. */
export function FilesPage({ caller, shows }: { caller: Caller; shows: 'files' | 'artifacts' }) {
  return (
    <Page
      title="Files"
      intro={intros[shows]}
      actions={
        <nav className="choice" aria-label="Which">
          <a className="button" href="#/files" aria-current={shows === 'files' ? 'page' : undefined}>Workspace</a>
          <a className="button" href="#/artifacts" aria-current={shows === 'artifacts' ? 'page' : undefined}>
            Made by tasks
          </a>
        </nav>
      }
    >
      {shows === 'files' ? <WorkspaceFiles caller={caller} /> : <Artifacts />}
    </Page>
  )
}

const intros = {
  files: 'What people put here and tasks published; every task can take a copy.',
  artifacts: 'Every file that a task kept, as it was then. What is not used goes after 30 days.',
}

function WorkspaceFiles({ caller }: { caller: Caller }) {
  const [parts, setParts] = useState(1)
  const files = useResource(`files ${parts}`, signal => readParts(parts, query =>
    call('get', '/api/v1/workspaces/{workspace}/files', { query, signal })), everyMs)
  const list = (
    <Listed<FileItem> found={files} onMore={() => setParts(parts + 1)} nothing="There is no file yet.">
      {file => <FileRow file={file} name={file.path} at={file.updated} place={filePlace(file.path)} />}
    </Listed>
  )
  return caller.role === 'auditor' ? list : <Uploads onChanged={files.reload}>{list}</Uploads>
}

function Artifacts() {
  const [parts, setParts] = useState(1)
  const artifacts = useResource(`artifacts ${parts}`, signal => readParts(parts, query =>
    call('get', '/api/v1/workspaces/{workspace}/artifacts', { query, signal })), everyMs)
  return (
    <Listed<Artifact> found={artifacts} onMore={() => setParts(parts + 1)} nothing="No task kept a file yet.">
      {one => <FileRow file={one} name={one.path} at={one.created} place={artifactPlace(one.id)} />}
    </Listed>
  )
}

type ListedProps<T> = {
  found: Resource<Part<T>>
  onMore: () => void
  nothing: string
  children: (one: T) => ReactNode
}

/** What is there stays in sight while more is read. */
function Listed<T extends { path: string; id?: string }>({ found, onMore, nothing, children }: ListedProps<T>) {
  const [last, setLast] = useState<Part<T> | null>(null)
  if (found.value && found.value !== last) setLast(found.value)
  const part = found.value ?? last
  return (
    <>
      {found.error && <Trouble text={found.error} onRetry={found.reload} />}
      {!part && !found.error && <Waiting />}
      {part?.items.length === 0 && (
        <Nothing title={nothing}>
          Say it in a conversation: <code>run: date &gt; d.txt; publish d.txt</code>
        </Nothing>
      )}
      <ul className="rows">
        {part?.items.map(one => (
          <li key={one.id ?? one.path}>{children(one)}</li>
        ))}
      </ul>
      {part?.next && <button type="button" onClick={onMore}>More</button>}
    </>
  )
}
