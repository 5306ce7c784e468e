namespace OmniSage.Storage.Writes;

/// <summary>The three kinds of values there are in the tables: text, whole numbers of 64 bits, exact bytes.</summary>
internal enum ColumnKind { Text, Number, Bytes }
