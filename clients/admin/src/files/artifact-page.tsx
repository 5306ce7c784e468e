import { call } from '../api/client'
import { useResource } from '../api/use-resource'
import { Nothing, Waiting } from '../design/states'
import { plain } from '../design/text'
import { Visible } from '../design/visible'
import { Page } from '../shell/page'
import { artifactAddress, madePlace } from './addresses'
import { FileFacts } from './file-facts'
import './files.css'
import { Preview } from './preview'

/** A file that a run made and that was kept, as it was then: what it is, where it was made, what is in it. */
export function ArtifactPage({ id }: { id: string }) {
  const found = useResource(id, signal =>
    call('get', '/api/v1/workspaces/{workspace}/artifacts/{artifact}', { path: { artifact: id }, signal }))
  const artifact = found.value
  if (found.error) {
    return (
      <Page title="File of a task">
        <Nothing title="This file is not kept any more.">
          <a href="#/artifacts">To all that tasks made</a>
        </Nothing>
      </Page>
    )
  }
  if (!artifact) return <Waiting />
  const name = plain(artifact.path)
  return (
    <Page
      title={name}
      actions={
        <>
          <a className="button primary" href={artifactAddress(id)} download>Download</a>
          <a href="#/artifacts">All that tasks made</a>
        </>
      }
    >
      <FileFacts file={artifact} at={artifact.created}>
        <Visible text={artifact.tool} /> kept it in step {artifact.step} of a run:{' '}
        <a href={madePlace(artifact.run, artifact.id)}>where in the run</a>,{' '}
        <a href={`#/threads/${artifact.thread}`}>its conversation</a>
      </FileFacts>
      <section aria-labelledby="content-title">
        <h2 id="content-title">Content</h2>
        <Preview {...artifact} from={artifactAddress(id)} name={name} />
      </section>
    </Page>
  )
}
