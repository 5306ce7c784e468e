namespace OmniSage.Egress.Tests;

/// <summary>Ways to write an address that may lead to this machine.</summary>
internal static class UrlForms
{
    private static readonly ImmutableArray<string> Hosts =
    [
        // IPv4 in every notation that some parser reads.
        "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.1.", "2130706433", "017700000001", "0x7f000001",
        "0x7F000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.1", "0177.0.0.01", "127.0.0.01", "127.000.000.001",
        "0x7f.0x0.0x0.0x1", "0X7F.0.0.1", "00000177.0.0.1", "127.0x1", "127.0.0x1", "2130706433.", "0x7f000001.",
        "127.0.0.2", "127.255.255.254", "0", "0.0.0.0", "0.0", "0x0", "00", "0.0.0.0.", "4294967296", "6425673729",
        "0x17f000001", "127.0.0.1.0", "127.0.0.256", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127.0.0.1%00",
        // IPv4 in other digits and dots.
        "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "127｡0｡0｡1", "127．0．0．1", "٠.٠.٠.٠",
        // IPv6, and IPv4 inside.
        "[::1]", "[0:0:0:0:0:0:0:1]", "[::0001]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:0001::1]", "[2001:0:7f00:1::]", "[::ffff:0:7f00:1]",
        "[fe80::1]", "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]",
        "[fec0::1]", "[::ffff:169.254.169.254]", "[v1.fe80::a]", "::1", "[::1", "[127.0.0.1]", "[0x7f.1]",
        // Names.
        "localhost", "LOCALHOST", "LocalHost.", "localhost..", "%6cocalhost", "ｌocalhost", "loc\u00adalhost",
        "localhost%00", "evil.test", "EVIL.test", "evil.test.", "sub.evil.test", "mixed.test", "six.test",
        "mapped.test", "nat64.test", "zero.test", "zero6.test", "bücher.test", "xn--bcher-kva.test", "evil。test",
        "unknown.test", "",
        ".", "..", "-", "*", "evil..test", "a.0x7f", "1.2.3.4.5", "evil.test.1", "lan.test",
        // Networks of others.
        "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "192.0.0.192",
        "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1", "240.0.0.1", "192.88.99.1",
    ];

    public static IEnumerable<string> All(int port) =>
    [
        .. Hosts.SelectMany(host => new[] { $"http://{host}:{port}/", $"https://{host}:{port}/a?b#c" }),
        .. Odd(port),
    ];

    private static IEnumerable<string> Odd(int port) =>
    [
        $"http://user@127.0.0.1:{port}/", $"http://user:secret@127.0.0.1:{port}/", $"http://@127.0.0.1:{port}/",
        $"http://listed.test@127.0.0.1:{port}/", $"http://listed.test:80@127.0.0.1:{port}/",
        $"http://listed.test%40127.0.0.1:{port}/", $"http://listed.test#@127.0.0.1:{port}/",
        $"http://127.0.0.1:{port}\\@listed.test/", $"http://listed.test\\@127.0.0.1:{port}/",
        $"http:\\\\127.0.0.1:{port}\\", $"http:/127.0.0.1:{port}/", $"http:127.0.0.1:{port}/",
        $"http:///127.0.0.1:{port}/", $"http:////127.0.0.1:{port}/", $"//127.0.0.1:{port}/", $"127.0.0.1:{port}/",
        $"http://127.0.0.1\t:{port}/", $"http://127.0.0.1:{port}\n/", $"ht\ntp://127.0.0.1:{port}/",
        $" http://127.0.0.1:{port}/", $"http://127.0.0.1:{port}/ ", $"http://127.0.0.1 :{port}/",
        $"http://127.\u200b0.0.1:{port}/", $"\u0000http://127.0.0.1:{port}/", $"http://127.0.0.1:0{port}/",
        $"http://127.0.0.1:+{port}/", $"http://127.0.0.1:{port + 65536}/", $"http://127.0.0.1:{port}:80/",
        "http://127.0.0.1:-1/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/", $"http://127.0.0.1:{port}x/",
        $"HTTP://127.0.0.1:{port}/", $"hTTp://LOCALHOST:{port}/", $"http://127.0.0.1:{port}?x", "http://",
        $"http://127.0.0.1:{port}#x", $"ftp://127.0.0.1:{port}/", $"file://127.0.0.1:{port}/", "file:///etc/passwd",
        $"gopher://127.0.0.1:{port}/_GET", $"dict://127.0.0.1:{port}/", $"ws://127.0.0.1:{port}/", "data:text/plain,x",
        $"javascript://127.0.0.1:{port}/", $"jar:http://127.0.0.1:{port}/!/", $"view-source:http://127.0.0.1:{port}/",
        $"blob:http://127.0.0.1:{port}/", $"unix://127.0.0.1:{port}/", $"http+unix://127.0.0.1:{port}/", "about:blank",
        $"http://evil.test:{port}/http://listed.test/", $"http://127.0.0.1:{port}/%0d%0aHost:%20listed.test",
        $"http://127.0.0.1:{port};listed.test/", $"http://127.0.0.1:{port},listed.test/", "", "http", "http:", "://",
        $"http://127.0.0.1&@127.0.0.1:{port}/", $"http://\u202e127.0.0.1:{port}/", "http://" + new string('a', 5_000),
    ];
}
