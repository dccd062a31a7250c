// Belongs to no module.
#pragma once
