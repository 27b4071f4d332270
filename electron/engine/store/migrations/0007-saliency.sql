-- Grad-CAM on the coarse grid of a network's last stage: little-endian Float32, i fastest.

create table saliency (
  image_sha256 text not null,
  mask_sha256 text not null,
  weights_sha256 text not null,
  method text not null,
  geometry text not null,
  voxels blob not null,
  peak real not null,
  primary key (image_sha256, mask_sha256, weights_sha256, method)
) strict, without rowid;
