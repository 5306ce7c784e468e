import { useState } from 'react'
import { request } from '../api/client'
import { messageOf, Problem } from '../api/problem'
import type { Caller, FileItem } from '../api/types'
import { useResource } from '../api/use-resource'
import { Dialog } from '../design/dialog'
import { Nothing, Trouble, Waiting } from '../design/states'
import { plain } from '../design/text'
import { Visible } from '../design/visible'
import { Page } from '../shell/page'
import { go } from '../shell/route'
import { artifactPlace, fileAddress, madePlace } from './addresses'
import { FileFacts } from './file-facts'
import './files.css'
import { Preview } from './preview'

/** One file of the workspace: what it is, from where it comes, what is in it. */
export function FilePage({ path, caller }: { path: string; caller: Caller }) {
  const found = useResource(path, async signal => {
    const response = await request('GET', `${fileAddress(path)}?info=true`, { signal })
    return (await response.json()) as FileItem
  })
  const [isRemoving, setRemoving] = useState(false)
  const file = found.value
  if (found.error) {
    return (
      <Page title="File">
        <Nothing title="This file is not there.">
          <a href="#/files">To all files</a>
        </Nothing>
      </Page>
    )
  }
  if (!file) return <Waiting />
  const name = plain(path)
  return (
    <Page
      title={name}
      actions={
        <>
          <a className="button primary" href={fileAddress(path)} download>Download</a>
          {caller.role !== 'auditor' && (
            <button type="button" className="bad" onClick={() => setRemoving(true)}>Delete …</button>
          )}
          <a href="#/files">All files</a>
        </>
      }
    >
      <FileFacts file={file} at={file.updated}>
        {file.run && file.artifact ? (
          <>
            A task published it: <a href={artifactPlace(file.artifact)}>as the task made it</a>,{' '}
            <a href={madePlace(file.run, file.artifact)}>where in the run</a>
          </>
        ) : (
          <>A person put it here{file.by === caller.account ? ': you' : ''}.</>
        )}
      </FileFacts>
      <section aria-labelledby="content-title">
        <h2 id="content-title">Content</h2>
        <Preview {...file} from={fileAddress(path)} name={name} />
      </section>
      {isRemoving && <Remove file={file} onClose={() => setRemoving(false)} />}
    </Page>
  )
}

/** Taken out is exactly what was looked at: had it changed meanwhile, it would stay. */
function Remove({ file, onClose }: { file: FileItem; onClose: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await request('DELETE', fileAddress(file.path), { headers: { 'If-Match': `"${file.sha256}"` } })
      go('files')
    } catch (fault) {
      const isOther = fault instanceof Problem && fault.code === 'outdated'
      setTrouble(isOther ? 'Another file has come to be there meanwhile; look at it first.' : messageOf(fault))
      setBusy(false)
    }
  }
  return (
    <Dialog title="Delete this file?" onClose={onClose}>
      {trouble && <Trouble text={trouble} />}
      <blockquote>
        <Visible text={file.path} />
      </blockquote>
      <p>Tasks find it here no more, and it cannot be brought back.</p>
      <div className="actions">
        <button type="button" className="bad" disabled={isBusy} onClick={() => void remove()}>Delete</button>
        <button type="button" onClick={onClose}>Keep</button>
      </div>
    </Dialog>
  )
}
