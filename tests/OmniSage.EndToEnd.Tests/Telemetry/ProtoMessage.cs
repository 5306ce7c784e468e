using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OmniSage.EndToEnd.Tests.Telemetry;

/// <summary>A protobuf message as it is on the wire: fields by their numbers, without knowing what they mean.</summary>
public sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, byte[] Bytes)> fields = [];

    private ProtoMessage()
    {
    }

    /// <exception cref="FormatException">These bytes are no protobuf message.</exception>
    public static ProtoMessage Parse(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtoMessage();
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    message.fields.Add((field, Varint(ref bytes), []));
                    break;
                case 1:
                    message.fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)), []));
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    message.fields.Add((field, 0, Take(ref bytes, length).ToArray()));
                    break;
                case 5:
                    message.fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)), []));
                    break;
                default:
                    throw new FormatException($"Wire type {tag & 7}.");
            }
        }

        return message;
    }

    public IEnumerable<ProtoMessage> All(int field) =>
        fields.Where(one => one.Field == field).Select(one => Parse(one.Bytes));

    public ulong Number(int field) => fields.FirstOrDefault(one => one.Field == field).Number;

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    /// <summary>OpenTelemetry's KeyValue list in that field; values as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes(int field) =>
        All(field).ToDictionary(one => one.Text(1), one => one.All(2).Select(ValueOf).FirstOrDefault() ?? "");

    private static string ValueOf(ProtoMessage value) => value.fields.FirstOrDefault() switch
    {
        { Field: 1 or 7 } text => Encoding.UTF8.GetString(text.Bytes),
        { Field: 2, Number: var truth } => truth == 0 ? "false" : "true",
        { Field: 4, Number: var bits } => BitConverter.UInt64BitsToDouble(bits).ToString(CultureInfo.InvariantCulture),
        var number => number.Number.ToString(CultureInfo.InvariantCulture),
    };

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new FormatException("A number without an end.");
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (count < 0 || count > bytes.Length) throw new FormatException("The message is cut.");
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private byte[] Bytes(int field) => fields.FirstOrDefault(one => one.Field == field).Bytes ?? [];
}
