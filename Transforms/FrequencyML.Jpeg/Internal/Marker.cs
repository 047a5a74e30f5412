namespace FrequencyML.Jpeg.Internal;

/// <summary>The marker codes of ITU-T T.81, table B.1: the byte after 0xFF.</summary>
internal static class Marker
{
    public const byte Tem = 0x01;
    public const byte Sof0 = 0xC0, Sof1 = 0xC1, Sof2 = 0xC2, Sof15 = 0xCF;
    public const byte Dht = 0xC4, Jpg = 0xC8, Dac = 0xCC;
    public const byte Rst0 = 0xD0, Rst7 = 0xD7;
    public const byte Soi = 0xD8, Eoi = 0xD9, Sos = 0xDA, Dqt = 0xDB, Dnl = 0xDC, Dri = 0xDD, Dhp = 0xDE, Exp = 0xDF;
    public const byte App0 = 0xE0, App1 = 0xE1, App14 = 0xEE, App15 = 0xEF;
    public const byte Com = 0xFE;

    public static bool IsRestart(byte marker) => marker is >= Rst0 and <= Rst7;

    /// <summary>Whether a marker stands alone, with no length and no parameters.</summary>
    public static bool StandsAlone(byte marker) => marker is Tem or Soi or Eoi || IsRestart(marker);

    /// <summary>The name of a marker in the standard, for messages.</summary>
    public static string Name(byte marker) => marker switch
    {
        Tem => "TEM",
        Dht => "DHT",
        Jpg => "JPG",
        Dac => "DAC",
        Soi => "SOI",
        Eoi => "EOI",
        Sos => "SOS",
        Dqt => "DQT",
        Dnl => "DNL",
        Dri => "DRI",
        Dhp => "DHP",
        Exp => "EXP",
        Com => "COM",
        >= Sof0 and <= Sof15 => $"SOF{marker - Sof0}",
        >= Rst0 and <= Rst7 => $"RST{marker - Rst0}",
        >= App0 and <= App15 => $"APP{marker - App0}",
        >= 0xF0 and <= 0xFD => $"JPG{marker - 0xF0}",
        _ => $"0x{marker:X2}",
    };
}
