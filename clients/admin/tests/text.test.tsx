import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown, safeAddress } from '../src/design/markdown'
import { escaped, pieces, plain } from '../src/design/text'

describe('a text that is decided about', () => {
  it.each([
    ['plain\ttext\nof two lines', []],
    ['a\u202eb', ['U+202E']],
    ['a\u0000\u001b[31m', ['U+0000', 'U+001B']],
    ['zero\u200bwidth\ufeff', ['U+200B', 'U+FEFF']],
    ['tag \u{e0041}', ['U+E0041']],
    ['return\r', ['U+000D']],
    ['Grüße, 😀 and العربية', []],
  ])('shows what is not seen in %j', (text, marks) => {
    const found = pieces(text)
    expect(found.filter(piece => piece.isMark).map(piece => piece.text)).toEqual(marks)
    const seen = found.filter(piece => !piece.isMark).map(piece => piece.text)
    expect(seen.join('')).toBe(plain(text).replaceAll('\ufffd', ''))
  })

  it('is edited with escapes that mean the same', () => {
    const json = JSON.stringify({ a: 'x\u202ey\u{e0041}' })
    expect(escaped(json)).toBe('{"a":"x\\u202ey\\udb40\\udc41"}')
    expect(JSON.parse(escaped(json))).toEqual(JSON.parse(json))
  })
})

describe('an address', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '/local', '', ' javascript:x', 'file:///etc'])(
    '%j is not followed',
    address => expect(safeAddress(address)).toBeNull(),
  )

  it.each(['https://a.example/x', 'http://a.example', 'mailto:a@b.example'])('%j is', address =>
    expect(safeAddress(address)?.href).toContain(address),
  )
})

describe('Markdown', () => {
  it('renders no HTML, loads no image, and says where links lead', () => {
    const text = '<b onclick="x">raw</b> ![alt](https://e.example/p.png) [bank](https://e.example) [x](javascript:x)'
    const { container } = render(<Markdown text={text} />)
    expect(container.querySelectorAll('b, img, script')).toHaveLength(0)
    expect(container.textContent).toContain('<b onclick="x">raw</b>')
    const links = [...container.querySelectorAll('a')]
    expect(links.map(link => [link.textContent, link.rel])).toEqual([
      ['bank (e.example)', 'noopener noreferrer nofollow'],
    ])
  })

  it('takes tables, lists and code', () => {
    const { container } = render(<Markdown text={'|a|b|\n|-|-|\n|1|2|\n\n- one\n\n```\ncode\n```'} />)
    expect(container.querySelector('table td')?.textContent).toBe('1')
    expect(container.querySelector('li')?.textContent).toBe('one')
    expect(container.querySelector('pre')?.textContent).toBe('code\n')
  })
})
