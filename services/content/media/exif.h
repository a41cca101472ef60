#ifndef LOA_SERVICES_CONTENT_MEDIA_EXIF_H_
#define LOA_SERVICES_CONTENT_MEDIA_EXIF_H_

#include <string>

#include "absl/strings/string_view.h"

// The one thing of EXIF that belongs to the picture: which side is up.
namespace loa::content {

// The orientation that a TIFF structure (an EXIF block after "Exif\0\0")
// names, 1 to 8; 1 where it names none or cannot be read.
int OrientationOf(absl::string_view tiff);

// A TIFF structure that names the orientation and nothing else.
std::string OrientationAlone(int orientation);

}  // namespace loa::content

#endif  // LOA_SERVICES_CONTENT_MEDIA_EXIF_H_
