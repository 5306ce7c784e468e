using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OmniSage.Egress.Tests;

public sealed class TlsTests
{
    [Theory]
    [InlineData("listed.test", true, "200")]
    [InlineData("other.test", true, EgressException.TlsFailed)]
    [InlineData("listed.test", false, EgressException.TlsFailed)]
    public async Task Certificate_MustBeTrusted_AndOfTheHost(string certified, bool isTrusted, string expected)
    {
        using var certificate = CertificateOf(certified);
        await using var server = new LoopbackServer(async (stream, _) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(certificate);
            var request = new byte[4_096];
            await secure.ReadAtLeastAsync(request, 1);
            await secure.WriteAsync(LoopbackServer.Response("ok"u8.ToArray()));
        }, isSecure: true);
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(certificate);
        var client = new EgressClient(
            new() { PrivateHosts = ["listed.test"] },
            Egress.ResolveAsync,
            TimeProvider.System,
            isTrusted ? trust : null);
        Assert.Equal(expected, await Egress.CodeOfAsync(client, $"https://listed.test:{server.Port}/"));
    }

    private static X509Certificate2 CertificateOf(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
