/**
 * One sentence per radiomics feature, by family and name. Written after the Image biomarker
 * standardisation initiative's reference manual (arXiv:1612.07003v11) and, for what it leaves out,
 * PyRadiomics' documentation; the exact formulas are there.
 */
const shape: Sentences = {
  Elongation: 'Width of the tumour against its length: 1 is as wide as long, 0 is a line.',
  Flatness: 'Thickness of the tumour against its length: 1 is as thick as long, 0 is flat.',
  LeastAxisLength: 'Length of the shortest axis of the ellipsoid with the same spread of voxels.',
  MajorAxisLength: 'Length of the longest axis of the ellipsoid with the same spread of voxels.',
  Maximum2DDiameterColumn: 'Longest distance across the surface within a coronal plane.',
  Maximum2DDiameterRow: 'Longest distance across the surface within a sagittal plane.',
  Maximum2DDiameterSlice: 'Longest distance across the surface within an axial slice.',
  Maximum3DDiameter: 'Longest distance between two points of the surface.',
  MeshVolume: 'Volume enclosed by the triangle mesh around the tumour.',
  MinorAxisLength: 'Length of the middle axis of the ellipsoid with the same spread of voxels.',
  Sphericity: 'Surface of a ball of the same volume against the real surface; 1 is a ball.',
  SurfaceArea: 'Area of the triangle mesh around the tumour.',
  SurfaceVolumeRatio: 'Surface area for each unit of volume; compact shapes have a low one.',
  VoxelVolume: 'Count of the voxels times the volume of one.',
};

const firstorder: Sentences = {
  '10Percentile': 'Intensity below which a tenth of the voxels lie.',
  '90Percentile': 'Intensity below which nine tenths of the voxels lie.',
  Energy: 'Sum of the squared intensities; grows with the number of voxels.',
  Entropy: 'Bits needed to tell the grey level of a voxel; 0 when all are equal.',
  InterquartileRange: 'Distance between the quarter and the three-quarter percentile.',
  Kurtosis: 'Weight of the tails of the intensities.',
  Maximum: 'Highest intensity.',
  Mean: 'Average intensity.',
  MeanAbsoluteDeviation: 'Average distance of the intensities from their mean.',
  Median: 'Middle intensity.',
  Minimum: 'Lowest intensity.',
  Range: 'Distance between the lowest and the highest intensity.',
  RobustMeanAbsoluteDeviation:
    'Average distance from the mean among intensities between the 10th and 90th percentile.',
  RootMeanSquared: 'Square root of the average squared intensity.',
  Skewness: 'Lopsidedness of the intensities: above 0 with a tail towards high ones.',
  TotalEnergy: 'Energy times the volume of a voxel.',
  Uniformity: 'Chance that two voxels drawn at random share a grey level.',
  Variance: 'Average squared distance of the intensities from their mean.',
};

const glcm: Sentences = {
  Autocorrelation: 'Average product of the grey levels of neighbours; high in bright texture.',
  ClusterProminence: 'Fourth power of how far neighbours’ summed levels lie from their mean.',
  ClusterShade: 'Third power of how far neighbours’ summed levels lie from their mean: its skew.',
  ClusterTendency: 'Spread of neighbours’ summed grey levels: high where equal levels group.',
  Contrast: 'Average squared difference of neighbours’ grey levels.',
  Correlation: 'Linear dependence of a voxel’s grey level on its neighbour’s, -1 to 1.',
  DifferenceAverage: 'Average difference of neighbours’ grey levels.',
  DifferenceEntropy: 'Bits needed to tell the difference of two neighbours’ grey levels.',
  DifferenceVariance: 'Spread of the differences of neighbours’ grey levels.',
  Id: 'Inverse difference: 1 where neighbours are equal, less as they differ.',
  Idm: 'Inverse difference moment: as inverse difference, with squared differences.',
  Idmn: 'Inverse difference moment with differences as a share of the number of levels.',
  Idn: 'Inverse difference with differences as a share of the number of levels.',
  Imc1: 'First information measure: how much a neighbour’s level tells of a voxel’s; 0 is nothing.',
  Imc2: 'Second information measure: dependence of neighbours’ levels, 0 (none) to 1.',
  InverseVariance: 'Inverse squared difference of neighbours that are not equal.',
  JointAverage: 'Average grey level of the pairs of neighbours.',
  JointEnergy: 'Chance that two pairs of neighbours drawn at random are alike.',
  JointEntropy: 'Bits needed to tell the grey levels of a pair of neighbours.',
  MCC: 'Maximal correlation coefficient: dependence of neighbours’ levels, whatever its form.',
  MaximumProbability: 'Share of the commonest pair of grey levels.',
  SumAverage: 'Average sum of neighbours’ grey levels.',
  SumEntropy: 'Bits needed to tell the sum of two neighbours’ grey levels.',
  SumSquares: 'Spread of the grey levels among the pairs of neighbours.',
};

const glrlm: Sentences = {
  GrayLevelNonUniformity: 'Low when runs are spread evenly over the grey levels.',
  GrayLevelNonUniformityNormalized: 'Grey level non-uniformity as a share of all runs.',
  GrayLevelVariance: 'Spread of the grey levels of the runs.',
  HighGrayLevelRunEmphasis: 'Weight of runs of high grey levels.',
  LongRunEmphasis: 'Weight of long runs: high in coarse texture.',
  LongRunHighGrayLevelEmphasis: 'Weight of long runs of high grey levels.',
  LongRunLowGrayLevelEmphasis: 'Weight of long runs of low grey levels.',
  LowGrayLevelRunEmphasis: 'Weight of runs of low grey levels.',
  RunEntropy: 'Bits needed to tell the level and length of a run.',
  RunLengthNonUniformity: 'Low when runs are spread evenly over the lengths.',
  RunLengthNonUniformityNormalized: 'Run length non-uniformity as a share of all runs.',
  RunPercentage: 'Runs against voxels: 1 when every run is one voxel long.',
  RunVariance: 'Spread of the lengths of the runs.',
  ShortRunEmphasis: 'Weight of short runs: high in fine texture.',
  ShortRunHighGrayLevelEmphasis: 'Weight of short runs of high grey levels.',
  ShortRunLowGrayLevelEmphasis: 'Weight of short runs of low grey levels.',
};

const glszm: Sentences = {
  GrayLevelNonUniformity: 'Low when zones are spread evenly over the grey levels.',
  GrayLevelNonUniformityNormalized: 'Grey level non-uniformity as a share of all zones.',
  GrayLevelVariance: 'Spread of the grey levels of the zones.',
  HighGrayLevelZoneEmphasis: 'Weight of zones of high grey levels.',
  LargeAreaEmphasis: 'Weight of large zones: high in coarse texture.',
  LargeAreaHighGrayLevelEmphasis: 'Weight of large zones of high grey levels.',
  LargeAreaLowGrayLevelEmphasis: 'Weight of large zones of low grey levels.',
  LowGrayLevelZoneEmphasis: 'Weight of zones of low grey levels.',
  SizeZoneNonUniformity: 'Low when zones are spread evenly over the sizes.',
  SizeZoneNonUniformityNormalized: 'Size zone non-uniformity as a share of all zones.',
  SmallAreaEmphasis: 'Weight of small zones: high in fine texture.',
  SmallAreaHighGrayLevelEmphasis: 'Weight of small zones of high grey levels.',
  SmallAreaLowGrayLevelEmphasis: 'Weight of small zones of low grey levels.',
  ZoneEntropy: 'Bits needed to tell the level and size of a zone.',
  ZonePercentage: 'Zones against voxels: 1 when every zone is one voxel.',
  ZoneVariance: 'Spread of the sizes of the zones.',
};

const gldm: Sentences = {
  DependenceEntropy: 'Bits needed to tell a voxel’s level and its count of like neighbours.',
  DependenceNonUniformity: 'Low when voxels are spread evenly over counts of like neighbours.',
  DependenceNonUniformityNormalized: 'Dependence non-uniformity as a share of all voxels.',
  DependenceVariance: 'Spread of the counts of like neighbours.',
  GrayLevelNonUniformity: 'Low when voxels are spread evenly over the grey levels.',
  GrayLevelVariance: 'Spread of the grey levels.',
  HighGrayLevelEmphasis: 'Weight of high grey levels.',
  LargeDependenceEmphasis: 'Weight of voxels with many like neighbours: high in even texture.',
  LargeDependenceHighGrayLevelEmphasis: 'Weight of bright voxels with many like neighbours.',
  LargeDependenceLowGrayLevelEmphasis: 'Weight of dark voxels with many like neighbours.',
  LowGrayLevelEmphasis: 'Weight of low grey levels.',
  SmallDependenceEmphasis: 'Weight of voxels with few like neighbours: high in uneven texture.',
  SmallDependenceHighGrayLevelEmphasis: 'Weight of bright voxels with few like neighbours.',
  SmallDependenceLowGrayLevelEmphasis: 'Weight of dark voxels with few like neighbours.',
};

const ngtdm: Sentences = {
  Busyness: 'How fast grey levels change from a voxel to its surroundings.',
  Coarseness: 'Inverse of the average difference to the surroundings: high in coarse texture.',
  Complexity: 'How many fast changes of grey level there are.',
  Contrast: 'Range of the grey levels times how much they differ from their surroundings.',
  Strength: 'How distinct the primitives of the texture are: slow changes between far levels.',
};

type Sentences = Readonly<Record<string, string>>;

const families: Readonly<Record<string, { readonly about: string; readonly features: Sentences }>> =
  {
    shape: { about: '', features: shape },
    firstorder: { about: '', features: firstorder },
    glcm: { about: 'Co-occurrence of neighbours.', features: glcm },
    glrlm: { about: 'Run: voxels of one grey level in a row.', features: glrlm },
    glszm: { about: 'Zone: connected voxels of one grey level.', features: glszm },
    gldm: { about: 'Like neighbours: those of nearly the same grey level.', features: gldm },
    ngtdm: { about: 'Each voxel against the average of its surroundings.', features: ngtdm },
  };

/** What a feature measures, in a sentence, and for a texture family what it counts. */
export function describeFeature({
  family,
  name,
}: {
  readonly family: string;
  readonly name: string;
}): string | undefined {
  const { about, features } = families[family] ?? {};
  const sentence = features?.[name];
  return about && sentence ? `${sentence} ${about}` : sentence;
}
