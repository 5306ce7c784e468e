import type { Artifact, FileItem } from '../api/types'
import { Icon } from '../design/icons'
import { Moment } from '../design/time'
import { Visible } from '../design/visible'
import { kindOf, size } from './kinds'
import { isDoubtful, labelWords } from './labels'

type Props = { file: FileItem | Artifact; name: string; at: string; place: string }

/** One file of a list: what it is called and is, how large, and from where it comes. */
export function FileRow({ file, name, at, place }: Props) {
  const kind = kindOf(file.mediaType)
  return (
    <a className="row file-row" href={place} data-item>
      <Icon name={kind.icon} />
      <span className="row-title">
        <Visible text={name} />
      </span>
      <span className="file-facts">
        <span>{kind.words}</span>
        <span className="file-size">{size(file.bytes)}</span>
        <span className={isDoubtful(file.labels) ? 'label doubtful' : 'label'}>{labelWords(file.labels)}</span>
        <span>{file.run ? 'by a task' : 'by a person'}</span>
      </span>
      <Moment at={at} />
    </a>
  )
}
