namespace FrequencyML.Training;

/// <summary>The trunks that can be trained.</summary>
internal enum NetworkKind
{
    ResNet18,
    ResNet34,
    ResNet50,
    MobileNetV2,
}
