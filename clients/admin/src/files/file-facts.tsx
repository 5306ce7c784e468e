import type { ReactNode } from 'react'
import type { Artifact, FileItem } from '../api/types'
import { source } from '../approvals/source'
import { Moment } from '../design/time'
import { kindOf, size } from './kinds'
import { isDoubtful } from './labels'

type Props = { file: FileItem | Artifact; at: string; children: ReactNode }

/** What is known of a file besides its content. */
export function FileFacts({ file, at, children }: Props) {
  return (
    <dl className="act file-facts-list">
      <div>
        <dt>What it is</dt>
        <dd>
          {kindOf(file.mediaType).words}, {size(file.bytes)}
        </dd>
      </div>
      <div>
        <dt>How it came here</dt>
        <dd>
          {children} <Moment at={at} />
        </dd>
      </div>
      <div>
        <dt>What it is made of</dt>
        <dd className={isDoubtful(file.labels) ? 'label doubtful' : 'label'}>{source(file.labels)}</dd>
      </div>
      <div>
        <dt>SHA-256</dt>
        <dd>
          <code>{file.sha256}</code>
        </dd>
      </div>
    </dl>
  )
}
